import { AppError } from '../errors.ts';
import { cellAddress } from './raw-table.ts';

/** Columns of a list that are read at most; a column can be given a meaning up to here, too. */
const MAX_COLUMNS = 1_000;
/** Positions from the first column to the last cell of each row, empty ones counted. */
const MAX_POSITIONS = 5_000_000;

/**
 * One cell far out makes its row as wide as the sheet for all who read it: a hundred thousand such rows keep a
 * computer busy for minutes.
 *
 * @returns to be told the place of each cell that holds something, row by row
 * @throws AppError FILE_TOO_LARGE, with the cell
 */
export function farCells(file: string): (row: number, column: number) => void {
  let current = 0;
  let width = 0;
  let positions = 0;
  return (row, column) => {
    if (column > MAX_COLUMNS) {
      const limit = `${MAX_COLUMNS.toLocaleString('vi-VN')} cột; ô ${cellAddress(row, column)} nằm ngoài`;
      throw new AppError('FILE_TOO_LARGE', { file, limit });
    }
    if (row !== current) width = 0;
    current = row;
    positions += Math.max(0, column - width);
    width = Math.max(width, column);
    if (positions > MAX_POSITIONS)
      throw new AppError('FILE_TOO_LARGE', { file, limit: `${MAX_POSITIONS.toLocaleString('vi-VN')} ô` });
  };
}
