/** The library types its index alone, which loads twice as much as writing needs: these are the parts of it used here. */
declare module 'exceljs/lib/doc/workbook.js' {
  import { Workbook } from 'exceljs';
  export default Workbook;
}

declare module 'exceljs/lib/stream/xlsx/workbook-writer.js' {
  import { stream } from 'exceljs';
  export default stream.xlsx.WorkbookWriter;
}

/** Puts the parts of a workbook into a zip. */
declare module 'exceljs/lib/utils/zip-stream.js' {
  import { EventEmitter } from 'node:events';

  class ZipWriter extends EventEmitter {
    /** Where the zip goes. */
    readonly stream: { end(zip: Uint8Array): void };
    append(
      content: string | Uint8Array | ArrayBuffer,
      part: { readonly name: string; readonly base64?: boolean },
    ): void;
    finalize(): Promise<void>;
  }
  const zipStream: { ZipWriter: typeof ZipWriter };
  export default zipStream;
}
