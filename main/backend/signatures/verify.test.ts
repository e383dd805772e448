import { X509Certificate } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openIdentity } from './certificate.ts';
import { openPdf } from './pdf/file.ts';
import { pagesOf } from './pdf/pages.ts';
import { array, dict, name, type PdfValue, ref, stream, withEntries } from './pdf/syntax.ts';
import { updatePdf } from './pdf/update.ts';
import { makeP12, makePaper, PARTNER, PRINCIPAL, signAs } from './testing.ts';
import { verifyPdf } from './verify.ts';

const paper = await makePaper();
const signed = (await signAs(PRINCIPAL, paper)).bytes;
const twice = (await signAs(PARTNER, signed)).bytes;

/** Writes a change behind a file, as any program may. */
function changed(bytes: Uint8Array, change: (tools: Tools) => void): Uint8Array {
  const file = openPdf(bytes);
  const update = updatePdf(file);
  const [page] = pagesOf(file);
  if (!page) throw new Error('no page');
  change({ file, update, page });
  return update.write();
}

interface Tools {
  readonly file: ReturnType<typeof openPdf>;
  readonly update: ReturnType<typeof updatePdf>;
  readonly page: ReturnType<typeof pagesOf>[number];
}

describe('a signed file', () => {
  test('in which one byte was flipped is never taken for the signed one', () => {
    const text = Buffer.from(twice).toString('latin1');
    const holes = [...text.matchAll(/\/Contents <[0-9a-f]+>/g)].map(({ index, 0: found }) => [
      index,
      index + found.length,
    ]);
    const inHole = (at: number): boolean => holes.some(([from = 0, to = 0]) => at >= from && at < to);
    for (let at = 0; at < twice.length; at += 401) {
      if (inHole(at)) continue;
      const spoiled = twice.slice();
      spoiled[at] = (spoiled[at] ?? 0) ^ 1;
      let verdicts: ReturnType<typeof verifyPdf> = [];
      try {
        verdicts = verifyPdf(spoiled);
      } catch (error) {
        expect(error).toMatchObject({ code: 'PDF_DAMAGED' });
      }
      expect(verdicts.some(({ valid, coversWholeFile }) => valid && coversWholeFile)).toBe(false);
    }
  });

  test('whose signature itself was touched is not valid', () => {
    const text = Buffer.from(signed).toString('latin1');
    const hole = text.indexOf('/Contents <') + '/Contents <'.length;
    const end = text.indexOf('>', hole);
    for (const at of [hole + 600, end - 400, end - 1]) {
      const spoiled = signed.slice();
      spoiled[at] = (spoiled[at] ?? 0) ^ 1;
      expect(verifyPdf(spoiled)).toMatchObject([{ valid: false }]);
    }
  });

  test('is told apart from one that was changed behind the signature', () => {
    const overwritten = changed(signed, ({ file, update, page }) => {
      const contents = page.dict.entries.get('Contents');
      if (typeof contents !== 'object' || contents?.kind !== 'ref') throw new Error('contents expected');
      expect(file.object(contents.number)).not.toBeNull();
      update.replace(contents.number, stream({}, Buffer.from('BT ET')));
    });
    const annotated = changed(signed, ({ update, page }) => {
      const note = update.add(
        dict({ Type: name('Annot'), Subtype: name('FreeText'), Rect: array(0, 0, 90, 90) }),
      );
      update.replace(page.number, withEntries(page.dict, { Annots: array(note) }));
    });
    const disguised = changed(signed, ({ update, page }) => {
      // A field without a signature could show anything.
      const field = dict({ Subtype: name('Widget'), FT: name('Sig'), Rect: array(0, 0, 90, 90) });
      update.replace(page.number, withEntries(page.dict, { Annots: array(update.add(field)) }));
    });
    const swapped = changed(signed, ({ file, update, page }) => {
      const root = file.trailer.entries.get('Root');
      const catalog = file.resolve(root);
      if (typeof root !== 'object' || root?.kind !== 'ref') throw new Error('catalog expected');
      if (typeof catalog !== 'object' || catalog?.kind !== 'dict') throw new Error('catalog expected');
      const pages = dict({ Type: name('Pages'), Kids: array(ref(page.number)), Count: 1 });
      update.replace(root.number, withEntries(catalog, { Pages: update.add(pages) }));
    });
    for (const bytes of [overwritten, annotated, disguised, swapped])
      expect(verifyPdf(bytes)).toMatchObject([
        {
          valid: true,
          coversWholeFile: false,
          changedSince: true,
          reason: expect.stringContaining('Tài liệu đã được sửa sau chữ ký này'),
        },
      ]);
  });

  test('that was changed before the second signature shows it at the first alone', async () => {
    const between = changed(signed, ({ update, page }) => {
      update.replace(page.number, withEntries(page.dict, { Rotate: 180 }));
    });
    const { bytes } = await signAs(PARTNER, between);
    expect(verifyPdf(bytes)).toMatchObject([
      { valid: true, changedSince: true },
      { valid: true, changedSince: false, coversWholeFile: true },
    ]);
  });

  test('can not hide bytes in the hole of its signature', () => {
    const text = Buffer.from(signed).toString('latin1');
    const [found, before = '', after = ''] = /\[0 (\d+) (\d+) \d+\]/.exec(text) ?? [];
    if (!found) throw new Error('range expected');
    const tamper = (from: number, to: number) => {
      const range = `[0 ${from} ${to} ${signed.length - to}]`.padEnd(found.length);
      return Buffer.from(text.replace(found, range), 'latin1');
    };
    for (const bytes of [
      tamper(Number(before) - 1, Number(after)),
      tamper(Number(before), Number(after) + 1),
      tamper(Number(after), Number(before)),
      Buffer.from(text.replace(found, '[0 -1 2 3]'.padEnd(found.length)), 'latin1'),
      Buffer.from(text.replace(found, '[0 9 9999999999 1]'.padEnd(found.length)), 'latin1'),
    ])
      expect(verifyPdf(bytes)).toMatchObject([{ valid: false, reason: 'Phạm vi được ký không hợp lệ.' }]);
  });

  test('is trusted only through a certificate that is trusted', () => {
    const { certificate } = openIdentity(makeP12(PRINCIPAL), PRINCIPAL.password, '2023-04-15T02:30:12Z');
    const own = verifyPdf(signed);
    expect(own).toMatchObject([{ trusted: false, reason: 'Chứng thư tự ký.' }]);
    // Certificates are made anew for each signature: this one has the same key and name.
    expect(verifyPdf(signed, [new X509Certificate(certificate)])).toMatchObject([
      { trusted: true, reason: null },
    ]);
  });
});

describe('a hostile file', () => {
  const tail = (xref: number) => `\nstartxref\n${xref}\n%%EOF\n`;
  const head = '%PDF-1.7\n';
  const packedXref = (data: Uint8Array, columns: number): Uint8Array => {
    const body = deflateSync(data);
    const front = `${head}1 0 obj\n<</Type /XRef /Size 9 /W [1 4 2] /Root 2 0 R /Filter /FlateDecode /DecodeParms <</Predictor 12 /Columns ${columns}>> /Length ${body.length}>>\nstream\n`;
    return Buffer.concat([Buffer.from(front), body, Buffer.from(`\nendstream\nendobj${tail(head.length)}`)]);
  };

  test.each<[string, Uint8Array]>([
    ['nothing', Buffer.alloc(0)],
    ['a head alone', Buffer.from(head)],
    ['arrays without end', Buffer.from(`${head}${'['.repeat(100_000)}${tail(head.length)}`)],
    [
      'sections that name each other',
      Buffer.from(`${head}xref\n0 0\ntrailer\n<</Prev 9>>${tail(head.length)}`),
    ],
    ['a string without end', Buffer.from(`${head}xref\n0 0\ntrailer\n<</A (((${tail(head.length)}`)],
    ['a bomb', packedXref(Buffer.alloc(300 * 1024 * 1024), 7)],
    ['columns beyond sense', packedXref(Buffer.alloc(100), 1e15)],
  ])('with %s ends in words', (_, bytes) => {
    let answer: unknown;
    try {
      answer = verifyPdf(bytes);
    } catch (error) {
      answer = error;
    }
    expect([[], expect.objectContaining({ code: 'PDF_DAMAGED' })]).toContainEqual(answer);
  });

  test('with signatures that are none is judged, not obeyed', () => {
    const spoil = (from: string, to: string): Uint8Array =>
      Buffer.from(Buffer.from(signed).toString('latin1').replace(from, to.padEnd(from.length)), 'latin1');
    expect(verifyPdf(spoil('/ETSI.CAdES.detached', '/ETSI.unknown'))).toMatchObject([
      { valid: false, reason: 'Chưa kiểm tra được thuật toán của chữ ký này.' },
    ]);
    const text = Buffer.from(signed).toString('latin1');
    const contents = /\/Contents <([0-9a-f]+)>/.exec(text)?.[1] ?? '';
    for (const start of ['3080'.repeat(600), 'ff'.repeat(700), '30840fffffff'])
      expect(
        verifyPdf(spoil(contents, start.slice(0, contents.length).padEnd(contents.length, '0'))),
      ).toMatchObject([{ valid: false, reason: 'Không đọc được dữ liệu chữ ký.' }]);
  });

  test('with thousands of signatures is judged in part', () => {
    const crowded = changed(signed, ({ file, update }) => {
      const catalog = file.resolve(file.trailer.entries.get('Root'));
      const form = typeof catalog === 'object' && catalog?.kind === 'dict' && catalog.entries.get('AcroForm');
      if (typeof form !== 'object' || form?.kind !== 'ref') throw new Error('form expected');
      const first = file.resolve(form);
      const fields: PdfValue[] = Array.from({ length: 300 }, () =>
        update.add(dict({ FT: name('Sig'), V: dict({ SubFilter: name('ETSI.CAdES.detached') }) })),
      );
      if (typeof first !== 'object' || first?.kind !== 'dict') throw new Error('form expected');
      update.replace(form.number, withEntries(first, { Fields: array(...fields) }));
    });
    const verdicts = verifyPdf(crowded);
    expect(verdicts).toHaveLength(300);
    expect(verdicts.at(-1)?.reason).toContain('quá nhiều chữ ký');
  });
});
