import 'pdfmake';

/** Left out of the library's types: files that documents may use without a disk. */
declare module 'pdfmake' {
  export const virtualfs: { writeFileSync(name: string, content: Uint8Array): void };
}

declare global {
  namespace PDFKit {
    /** A face in one document. */
    interface EmbeddedFace {
      /** By which the contents of pages call it. */
      readonly id: string;
      /** Takes letters into the subset; their codes in hex. */
      encode(text: string): readonly [codes: readonly string[], positions: unknown];
      ref(): PDFKitReference;
    }
    /** Left out of the types, too: how pdfmake finds the faces of its families. */
    interface PDFDocument {
      provideFont(family: string, bold: boolean, italics: boolean): EmbeddedFace;
    }
  }
}
