import type { ScanReason } from '../../../preload/contract/scans.ts';
import { type PageCodeIssuer, pageCodeOf, pageCodeTag, readPageCode } from '../papers/page-code.ts';
import type { SeenPage } from './read-pages.ts';
import type { Turn } from './upright.ts';

/** What is known of a memorandum before a stack is sorted. */
export type KnownMemorandum = {
  readonly id: string;
  readonly isCancelled: boolean;
  /** The newest one, which may still be a draft. */
  readonly version: number;
  /** Pages of the newest version's frozen paper; null: not finalised yet. */
  readonly pages: number | null;
  /** Pages of the newest version that earlier stacks have brought. */
  readonly filed: readonly number[];
};

/** Where a page of a stack belongs. `memorandumId`, `version` and `page` are set as far as a genuine code says them. */
export type SortedPage = {
  readonly stackPage: number;
  readonly rotation: Turn;
  readonly memorandumId: string | null;
  readonly version: number | null;
  readonly page: number | null;
  readonly status: 'filed' | 'tray' | 'duplicate' | 'outdated' | 'stranger' | 'blank';
  readonly reason: ScanReason | null;
};

export type SortedStack = {
  readonly pages: readonly SortedPage[];
  /** Pages that are still lacking of the memoranda of which this stack brought pages. */
  readonly missing: readonly { readonly memorandumId: string; readonly page: number }[];
};

const STATUS_OF = {
  unread: 'tray',
  damaged: 'tray',
  several: 'tray',
  cancelled: 'tray',
  not_final: 'tray',
  foreign: 'stranger',
  not_ours: 'stranger',
  blank: 'blank',
} as const satisfies Record<ScanReason, SortedPage['status']>;

/**
 * Sorts a stack by the codes on its pages, without a guess: a page goes to a memorandum only by a code that proves
 * itself. Of two scans of one page the first is filed and the other named a duplicate.
 */
export function sortPages(
  seen: readonly SeenPage[],
  known: readonly KnownMemorandum[],
  secret: string,
): SortedStack {
  const byTag = Map.groupBy(known, ({ id }) => pageCodeTag(id));
  const filed = new Map(known.map(({ id, filed }) => [id, new Set(filed)]));
  const met = new Map<string, KnownMemorandum>();

  /** The memorandum that a code proves to be of. */
  const provenBy = (text: string) => {
    const said = readPageCode(text);
    const memorandum = byTag.get(said?.tag ?? '')?.find(({ id }) => {
      const issuer: PageCodeIssuer = { memorandumId: id, version: said?.version ?? 0, secret };
      return said !== null && pageCodeOf(issuer, said.page, said.pages) === text;
    });
    return said && memorandum ? { said, memorandum } : null;
  };

  function sort({ stackPage, codes, lacks }: SeenPage): SortedPage {
    const [first, ...others] = codes;
    const unknown = (reason: ScanReason): SortedPage => ({
      stackPage,
      rotation: first?.rotation ?? 0,
      memorandumId: null,
      version: null,
      page: null,
      status: STATUS_OF[reason],
      reason,
    });
    if (!first) return unknown(lacks ?? 'unread');
    if (others.length > 0) return unknown('several');
    const proven = provenBy(first.text);
    if (!proven) return unknown('not_ours');
    const { said, memorandum } = proven;
    const place = { memorandumId: memorandum.id, version: said.version, page: said.page };
    if (memorandum.isCancelled) return { ...unknown('cancelled'), ...place };
    if (said.version < memorandum.version)
      return { ...unknown('not_final'), ...place, status: 'outdated', reason: null };
    if (said.version > memorandum.version || said.pages !== memorandum.pages)
      return { ...unknown('not_final'), ...place };
    met.set(memorandum.id, memorandum);
    const known = filed.get(memorandum.id);
    const status = known?.has(said.page) ? 'duplicate' : 'filed';
    known?.add(said.page);
    return { stackPage, rotation: first.rotation, ...place, status, reason: null };
  }

  const pages = seen.map(sort);
  const missing = [...met.values()].flatMap(({ id, pages }) =>
    Array.from({ length: pages ?? 0 }, (_, index) => index + 1)
      .filter((page) => !filed.get(id)?.has(page))
      .map((page) => ({ memorandumId: id, page })),
  );
  return { pages, missing };
}
