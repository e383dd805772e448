import type { OutputOf } from '../../../preload/contract/types.ts';
import { useJob } from '../../api/hooks.ts';
import { ListImport } from '../../components/list-import.tsx';
import { notifyDone } from '../../components/notices.tsx';
import { formatCount, formatDay, formatNumber } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate } from '../../route.ts';

const texts = vi.support;
type Row = OutputOf<'support.previewImport'>['rows'][number];

/** Takes a list of support in. */
export function SupportImport() {
  const close = () => navigate('support');
  return (
    <ListImport<Row, object>
      of="support"
      title={texts.importTitle}
      hint={texts.importHint}
      options={{}}
      preview={useJob('support.previewImport')}
      take={useJob('support.import')}
      takeIn={texts.importNow}
      columns={[
        { heading: texts.fields.givenOn, cell: ({ givenOn }) => formatDay(givenOn) },
        { heading: texts.fields.giverSchoolId, cell: ({ giver }) => giver },
        { heading: texts.fields.receiverSchoolId, cell: ({ receiver }) => receiver },
        { heading: texts.fields.content, cell: ({ content }) => content },
        {
          heading: texts.fields.quantity,
          cell: ({ quantity, unit }) => (quantity === null ? '' : `${formatNumber(quantity)} ${unit ?? ''}`),
          isNumber: true,
        },
        { heading: texts.fields.amount, cell: ({ amount }) => formatCount(amount), isNumber: true },
      ]}
      onTaken={({ created, updated }) => {
        notifyDone(texts.imported(created, updated));
        close();
      }}
      onClose={close}
    />
  );
}
