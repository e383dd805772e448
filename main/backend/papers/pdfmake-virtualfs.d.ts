import 'pdfmake';

/** Left out of the library's types: files that documents may use without a disk. */
declare module 'pdfmake' {
  export const virtualfs: { writeFileSync(name: string, content: Uint8Array): void };
}
