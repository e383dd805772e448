import { Button, Group, Modal } from '@mantine/core';
import { vi } from '../i18n/vi.ts';
import type { Refusal } from './use-cell-writer.ts';

const texts = vi.table.refused;

interface CellsRefusedProps<T> {
  readonly refusal: Refusal<T>;
  /** What a row is called. */
  readonly nameOf: (row: T) => string;
  readonly onWriteRest: () => void;
  readonly onClose: () => void;
}

/** Shows which cells of a block can't be used and why, before anything of it is stored. */
export function CellsRefused<T>({ refusal, nameOf, onWriteRest, onClose }: CellsRefusedProps<T>) {
  const { cells, faults } = refusal;
  const rest = cells.length - faults.length;
  return (
    <Modal opened onClose={onClose} title={texts.title(faults.length, cells.length)} size="xl">
      <p>{texts.lead}</p>
      <div className="cells-refused">
        <table className="ct-plain-table">
          <thead>
            <tr>
              <th scope="col">{texts.row}</th>
              <th scope="col">{texts.column}</th>
              <th scope="col">{texts.typed}</th>
              <th scope="col">{texts.reason}</th>
            </tr>
          </thead>
          <tbody>
            {faults.map(({ cell, message }) => (
              <tr key={`${nameOf(cell.row)} ${cell.column.id} ${cell.text}`}>
                <td>{nameOf(cell.row)}</td>
                <td>{cell.column.header}</td>
                <td>{cell.text}</td>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onClose} data-autofocus>
          {vi.common.cancel}
        </Button>
        {rest > 0 && <Button onClick={onWriteRest}>{texts.writeRest(rest)}</Button>}
      </Group>
    </Modal>
  );
}
