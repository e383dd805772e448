import { Modal, Table } from '@mantine/core';
import { vi } from '../../i18n/vi.ts';

/** What every key does. */
export const KeysSheet = ({ onClose }: { readonly onClose: () => void }) => (
  <Modal opened onClose={onClose} title={vi.keys.title}>
    <Table>
      <Table.Tbody>
        {vi.keys.list.map(([keys, deed]) => (
          <Table.Tr key={keys}>
            <Table.Td>
              <kbd>{keys}</kbd>
            </Table.Td>
            <Table.Td>{deed}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Modal>
);
