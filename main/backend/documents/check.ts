import type { DocumentForm } from '../../../preload/contract/documents.ts';
import type { QueryContext } from '../context.ts';
import type { StoredDocument } from './documents.ts';

/** What is missing in a document or would be printed wrong; an error keeps it from being made. */
export interface DocumentFinding {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
}

const missing = (what: string): DocumentFinding => ({
  severity: 'error',
  code: 'FIELD_MISSING',
  message: `Chưa có ${what}.`,
});
const byHand = (what: string): DocumentFinding => ({
  severity: 'warning',
  code: 'FILLED_BY_HAND',
  message: `Chưa có ${what}; bản in để dòng chấm để điền tay.`,
});

/** What a person has not filled in yet; what is left is written by hand on the printed paper. */
export function missingIn(form: DocumentForm): readonly DocumentFinding[] {
  switch (form.kind) {
    case 'handover':
      return [
        ...(form.items.length === 0 ? [missing('thiết bị nào để bàn giao')] : []),
        ...(form.items.some(({ name }) => !name) ? [missing('tên của mọi thiết bị')] : []),
        ...(form.items.some(({ quantity }) => quantity === 0) ? [missing('số lượng của mọi thiết bị')] : []),
        ...(form.venue ? [] : [byHand('nơi bàn giao')]),
      ];
    case 'invitation':
      return [
        ...(form.event ? [] : [missing('nội dung mời')]),
        ...(form.addressees.length === 0 ? [byHand('người được mời')] : []),
        ...(form.heldOn ? [] : [byHand('ngày tổ chức')]),
        ...(form.venue ? [] : [byHand('địa điểm')]),
      ];
    case 'minutes':
      return [
        ...(form.event ? [] : [missing('tên cuộc họp')]),
        ...(form.proceedings.length === 0 ? [missing('nội dung cuộc họp')] : []),
        ...(form.chair.name ? [] : [byHand('người chủ trì')]),
        ...(form.secretary.name ? [] : [byHand('thư ký')]),
        ...(form.heldOn ? [] : [byHand('ngày họp')]),
      ];
  }
}

/** Everything to mend before a document is made. */
export async function findingsOf(
  _context: QueryContext,
  { form }: StoredDocument,
): Promise<readonly DocumentFinding[]> {
  return missingIn(form);
}
