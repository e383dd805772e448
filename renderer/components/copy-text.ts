/**
 * Puts text on the clipboard, on a click. By the browser's own copying: the newer way asks for a permission, and
 * this window is given none.
 */
export function copyText(text: string): void {
  const write = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    // Nobody else may take the copying for one of its own cells.
    event.stopImmediatePropagation();
  };
  document.addEventListener('copy', write, { capture: true, once: true });
  document.execCommand('copy');
  document.removeEventListener('copy', write, { capture: true });
}
