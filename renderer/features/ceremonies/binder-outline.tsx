import { Skeleton, Table } from '@mantine/core';
import { useProcedure } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { formatCount } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.ceremonies;

/** What the binder will hold, before anything is made. */
export function BinderOutline({ ceremonyId }: { readonly ceremonyId: string }) {
  const outline = useProcedure('ceremonies.outline', { id: ceremonyId });
  if (outline.error) return <ErrorNotice error={outline.error} onRetry={() => outline.refetch()} />;
  if (!outline.data) return <Skeleton height={200} mt={8} />;
  return (
    <div className="ceremony-list">
      <Table striped stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.section}</Table.Th>
            <Table.Th ta="right">{texts.firstPage}</Table.Th>
            <Table.Th ta="right">{texts.pageCount}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {outline.data.sections.map((section) => (
            <Table.Tr key={`${section.firstPage} ${section.title}`}>
              <Table.Td>{section.title}</Table.Td>
              <Table.Td ta="right">{formatCount(section.firstPage)}</Table.Td>
              <Table.Td ta="right">{formatCount(section.pages)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th>{texts.total}</Table.Th>
            <Table.Th />
            <Table.Th ta="right">{formatCount(outline.data.pages)}</Table.Th>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </div>
  );
}
