import type { ReactNode } from 'react';
import { formatCell } from '../i18n/format.ts';

/** One column of a table. Without `width` it takes what is left over, but at least `minWidth`. */
export interface Column<T> {
  readonly id: string;
  /** Empty over acts, which nobody sorts by. */
  readonly header: string;
  /** What the column sorts by, and shows unless `cell` says otherwise. */
  readonly value: (row: T) => string | number | null;
  /** What is copied, filtered by and edited, where that is not the value itself: a day as it is written. */
  readonly text?: (row: T) => string;
  readonly cell?: (row: T) => ReactNode;
  /** Lets its cells be typed into; with `choices` one of these texts. `field`: its name in the form, if another. */
  readonly edit?: { readonly field?: string; readonly choices?: readonly string[] };
  /** Order of the values; Vietnamese order of names unless given. Missing values always stand last. */
  readonly compare?: (left: string, right: string) => number;
  readonly align?: 'left' | 'right' | 'center';
  readonly width?: number;
  readonly minWidth?: number;
  /** Long text takes two lines where the row is high enough, and is cut after that. */
  readonly wrap?: boolean;
  /** Not seen until a person asks for it. */
  readonly hiddenAtFirst?: boolean;
}

/** A cell as it is copied to Excel. */
export const textOf = <T>(column: Column<T>, row: T): string =>
  column.text ? column.text(row) : formatCell(column.value(row));
