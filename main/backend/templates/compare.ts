import { pointLetter } from '../../../preload/contract/point-letters.ts';
import type { Condition, RichText, TemplateContent } from '../../../preload/contract/template-content.ts';
import type { Difference } from '../../../preload/contract/templates.ts';
import { compareLines, type Line } from '../papers/compare.ts';
import { fieldsOf } from '../papers/templates/fields.ts';

const LEVELS = { mam_non: 'mầm non', tieu_hoc: 'tiểu học', thcs: 'THCS' } as const;

/** Everything that a template says, chips by their labels, in the order of the paper. */
function linesOf(template: TemplateContent): readonly Line[] {
  const labels = new Map(fieldsOf(template.kind).map(({ name, label }) => [name, label]));
  const headings = new Map<string, string>();

  const plain = (rich: RichText): string =>
    rich
      .map((piece) => {
        if (typeof piece === 'string') return piece;
        if ('text' in piece) return piece.text;
        if ('field' in piece) return `‹${labels.get(piece.field) ?? piece.field}›`;
        return `‹${template.articleWord ?? ''} “${headings.get(piece.article) ?? piece.article}”›`;
      })
      .join('');
  for (const { id, heading } of template.articles) headings.set(id, plain(heading));

  const conditionWords = (when: Condition | undefined): string => {
    const said = [
      ...(when?.levels ? [when.levels.map((level) => LEVELS[level]).join(', ')] : []),
      ...(when?.contents ? [`chọn nội dung ${when.contents.map(nameOfContent).join(', ')}`] : []),
      ...(when?.commitments === undefined ? [] : [when.commitments ? 'có chỉ tiêu' : 'không có chỉ tiêu']),
      ...(when?.officesKeepCopies === undefined
        ? []
        : [when.officesKeepCopies ? 'cơ quan quản lý giữ bản' : 'cơ quan quản lý không giữ bản']),
    ];
    return said.length > 0 ? `[In khi: ${said.join('; ')}] ` : '';
  };
  const contents = new Map(
    template.articles
      .flatMap(({ clauses }) => clauses)
      .flatMap((clause) => (clause.kind === 'contents' ? clause.choices : []))
      .map(({ code, text }) => [code, text]),
  );
  const nameOfContent = (code: string): string => `“${contents.get(code) ?? code}”`;

  const { letterhead, parties, addressees, signatures, witnesses, recipients } = template;
  const lines: Line[] = [];
  const add = (place: string, ...texts: readonly string[]) =>
    lines.push(...texts.filter(Boolean).map((text) => ({ place, text })));
  const several = (place: string, texts: readonly string[]) => {
    for (const [index, text] of texts.entries()) add(`${place} ${index + 1}`, text);
  };

  add('Phần đầu văn bản', letterhead.nation, letterhead.motto, letterhead.numberLabel);
  add('Tên loại văn bản', plain(template.title));
  add('Trích yếu', plain(template.summary));
  add('Kính gửi', addressees?.label ?? '');
  several('Căn cứ', (template.legalBases ?? []).map(plain));
  add('Lời mở đầu', plain(template.opening ?? []));
  if (parties) {
    add('Thông tin các bên', plain(parties.headingA), plain(parties.headingB), parties.honorific);
    add('Thông tin các bên', ...Object.values(parties.labels));
  }
  add('Lời thống nhất', plain(template.agreement ?? []));

  const [partWord, itemWord] = template.articleWord === null ? ['Phần', 'đoạn'] : ['Điều', 'khoản'];
  for (const [index, article] of template.articles.entries()) {
    const place = `${partWord} ${index + 1}`;
    add(place, conditionWords(article.when) + plain(article.heading));
    for (const [position, clause] of article.clauses.entries()) {
      const own = `${place}, ${itemWord} ${position + 1}`;
      const when = conditionWords(clause.when);
      if ('text' in clause) add(own, when + plain(clause.text));
      if (clause.kind === 'clause') {
        for (const [point, { text, when: condition }] of (clause.points ?? []).entries())
          add(`${own}, điểm ${pointLetter(point)}`, conditionWords(condition) + plain(text));
      }
      if (clause.kind === 'details') {
        for (const row of clause.rows)
          add(own, `${when}${conditionWords(row.when)}${row.label} ${plain(row.value)}`);
      }
      if (clause.kind === 'contents') {
        for (const choice of clause.choices)
          add(`${own}, nội dung để chọn`, conditionWords(choice.when) + choice.text);
      }
      if ('columns' in clause) add(`${own}, tiêu đề cột`, Object.values(clause.columns).join(' | '));
    }
  }
  add('Phần ký', signatures.headingA, signatures.headingB ?? '', signatures.hint);
  if (witnesses) add('Phần chứng kiến', witnesses.heading, witnesses.hint);
  if (recipients) add('Nơi nhận', recipients.label, ...recipients.lines.map(plain));
  return lines;
}

/** What one version of a template says otherwise than another, in the order of the paper. */
export const compareTemplates = (before: TemplateContent, after: TemplateContent): readonly Difference[] =>
  compareLines(linesOf(before), linesOf(after));
