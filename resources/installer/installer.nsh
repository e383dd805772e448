# What the installer says and asks in Vietnamese, beside electron-builder's own script, which knows no Vietnamese for
# most of its messages. Texts are set once more behind its own, in a macro that stands there: the last one counts.
!macro customHeader
  !pragma warning push
  !pragma warning disable 6030
  LangString win7Required ${LANG_VIETNAMESE} "Chung Tay cần Windows 10 trở lên."
  LangString x64WinRequired ${LANG_VIETNAMESE} "Chung Tay cần Windows 64 bit."
  LangString appRunning ${LANG_VIETNAMESE} "Chung Tay đang mở.$\r$\nBấm OK để đóng và cài tiếp. Dữ liệu đã nhập được giữ nguyên."
  LangString appCannotBeClosed ${LANG_VIETNAMESE} "Chưa đóng được Chung Tay.$\r$\nHãy tự đóng cửa sổ Chung Tay, rồi bấm Thử lại."
  LangString installing ${LANG_VIETNAMESE} "Đang cài Chung Tay, xin chờ…"
  LangString areYouSureToUninstall ${LANG_VIETNAMESE} "Gỡ Chung Tay khỏi máy này?"
  LangString decompressionFailed ${LANG_VIETNAMESE} "Chưa giải nén được chương trình. Dữ liệu của văn phòng không bị động đến. Hãy chạy lại tệp cài đặt; nếu vẫn lỗi, chép lại tệp từ nguồn."
  LangString uninstallFailed ${LANG_VIETNAMESE} "Chưa gỡ được bản cũ. Dữ liệu của văn phòng không bị động đến. Hãy đóng Chung Tay rồi chạy lại tệp cài đặt."
  LangString appClosing ${LANG_VIETNAMESE} "Đang đóng Chung Tay…"
  !pragma warning pop
!macroend

# As main/backend/files/data-folder.ts has it.
!define OFFICE_DATA "$LOCALAPPDATA\Chung Tay"

!ifndef BUILD_UNINSTALLER
  !macro customInit
    ${IfNot} ${AtLeastWin10}
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(win7Required)" /SD IDOK
      Quit
    ${EndIf}
  !macroend

  !macro customInstall
    WriteRegStr SHELL_CONTEXT "Software\Classes\ChungTay.Backup\shell\open" "" "Xem bằng Chung Tay"
    WriteRegStr SHELL_CONTEXT "Software\Classes\ChungTay.Template\shell\open" "" "Mở bằng Chung Tay"
    # A copy of this installer, which programs that update themselves compare with the next one; ours does not.
    Delete "$LOCALAPPDATA\${APP_INSTALLER_STORE_FILE}"
    ${GetParent} "$LOCALAPPDATA\${APP_INSTALLER_STORE_FILE}" $R0
    RMDir "$R0"
    # Tells the desktop that a kind of file has a program now.
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0x1000, p 0, p 0)'
  !macroend
!else
  Var forgetsData

  # Asked twice, and "no" both times unless the person chooses otherwise. Never asked by an update, nor when an
  # administrator's tool uninstalls with /S: then the data stay.
  !macro customUnInit
    StrCpy $forgetsData "no"
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/S" $R1
    ${If} ${Errors}
    ${AndIfNot} ${isUpdated}
    ${AndIf} ${FileExists} "${OFFICE_DATA}\*.*"
      MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Dữ liệu của văn phòng (trường, biên bản, hoạt động, bản sao lưu) nằm ở$\r$\n${OFFICE_DATA}$\r$\nvà được giữ lại, để lần cài sau dùng tiếp.$\r$\n$\r$\nBạn có muốn xóa luôn dữ liệu này?" IDNO keepsData
      MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "Dữ liệu đã xóa không lấy lại được, kể cả các bản sao lưu trong thư mục đó.$\r$\n$\r$\nVẫn xóa dữ liệu của văn phòng?" IDNO keepsData
      StrCpy $forgetsData "yes"
      keepsData:
    ${EndIf}
  !macroend

  !macro customUnInstall
    ${If} $forgetsData == "yes"
      RMDir /r "${OFFICE_DATA}"
      # What Chromium keeps of itself; nothing of the office is in it.
      RMDir /r "$APPDATA\${PRODUCT_NAME}"
    ${EndIf}
  !macroend
!endif
