import { IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Memorandum } from '../../../../preload/contract/memoranda.ts';
import type { OutputOf } from '../../../../preload/contract/types.ts';
import { StateBadge, type Tone, ToneSign } from '../../../components/state-badge.tsx';
import { formatCount } from '../../../i18n/format.ts';
import { vi } from '../../../i18n/vi.ts';
import { href } from '../../../route.ts';
import { memorandumName } from '../memorandum-state.tsx';

type Scanned = OutputOf<'scans.file'>;

interface ScanResultProps {
  readonly result: Scanned;
  readonly memoranda: readonly Memorandum[];
}

/** What became of a stack: which memoranda it was filed to, and every page that was not. */
export function ScanResult({ result, memoranda }: ScanResultProps) {
  const texts = vi.memoranda.scans;
  const seen = new Set([...result.filed, ...result.missing].map(({ memorandumId }) => memorandumId));
  const concerned = memoranda.filter(({ id }) => seen.has(id));
  const nameOf = (id: string) => {
    const found = memoranda.find((memorandum) => memorandum.id === id);
    return found ? memorandumName(found) : '';
  };
  const placed = ({ stackPage, memorandumId, page, version }: Scanned['outdated'][number]) =>
    texts.placed(stackPage, nameOf(memorandumId), page, version);
  const blanks = result.unknown.filter(({ reason }) => reason === 'blank').length;
  const unknown = result.unknown.filter(({ reason }) => reason !== 'blank');
  return (
    <section className="ct-card scan-result" aria-label={texts.resultTitle(result.pages)}>
      <header>
        <h2>{texts.resultTitle(result.pages)}</h2>
        <span className="ct-dim">
          {result.filed.length > 0 ? texts.filed(result.filed.length) : texts.nothingFiled}{' '}
          {blanks > 0 && texts.blanks(blanks)}
        </span>
      </header>
      {concerned.length > 0 && (
        <table className="ct-plain-table">
          <tbody>
            {concerned.map((memorandum) => (
              <FiledRow key={memorandum.id} memorandum={memorandum} result={result} />
            ))}
          </tbody>
        </table>
      )}
      <Notes tone="warn" title={texts.outdated} notes={result.outdated.map(placed)} />
      <Notes tone="plain" title={texts.duplicates} notes={result.duplicates.map(placed)} />
      <Notes
        tone="bad"
        title={texts.unknown}
        notes={unknown.map(
          ({ stackPage, reason }) => `${texts.stackPage(stackPage)}: ${texts.reasons[reason]}`,
        )}
      />
    </section>
  );
}

/** One memorandum with a tick for every page that is there. */
function FiledRow({ memorandum, result }: { readonly memorandum: Memorandum; readonly result: Scanned }) {
  const texts = vi.memoranda.scans;
  const missing = result.missing
    .filter(({ memorandumId }) => memorandumId === memorandum.id)
    .map(({ page }) => page);
  const copy = result.copies.find(({ memorandumId }) => memorandumId === memorandum.id);
  const pages = Array.from({ length: memorandum.pages ?? 0 }, (_, index) => index + 1);
  return (
    <tr>
      <td className="scan-result-name">
        <a href={href('memoranda', { id: memorandum.id, part: 'signing' })}>{memorandumName(memorandum)}</a>
      </td>
      <td>
        <ul className="page-ticks">
          {pages.map((page) => {
            const isThere = !missing.includes(page);
            return (
              <li
                key={page}
                data-there={isThere}
                aria-label={isThere ? texts.pageThere(page) : texts.pageMissing(page)}
              >
                {isThere ? <IconCheck size={12} aria-hidden /> : <IconX size={12} aria-hidden />}
                {formatCount(page)}
              </li>
            );
          })}
        </ul>
      </td>
      <td>
        {missing.length > 0 ? (
          <StateBadge tone="bad" text={texts.missing(missing)} />
        ) : (
          <>
            <StateBadge tone="good" text={memorandum.state === 'filed' ? texts.filedState : texts.whole} />{' '}
            {copy && copy.missing.length > 0 && memorandum.state !== 'filed' && (
              <span className="ct-dim">{texts.lacks(copy.missing)}</span>
            )}
          </>
        )}
      </td>
    </tr>
  );
}

interface NotesProps {
  readonly tone: Tone;
  readonly title: string;
  readonly notes: readonly ReactNode[];
}

function Notes({ tone, title, notes }: NotesProps) {
  if (notes.length === 0) return null;
  return (
    <div className="scan-notes">
      <h3>
        <ToneSign tone={tone} /> {title} <span className="ct-dim">{formatCount(notes.length)}</span>
      </h3>
      <ul>
        {notes.map((note, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a finished list that never changes
          <li key={index}>{note}</li>
        ))}
      </ul>
    </div>
  );
}
