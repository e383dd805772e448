import { Button, Select } from '@mantine/core';
import { IconArrowLeft, IconCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { encoding } from '../../../preload/contract/imports.ts';
import type { FileRef } from '../../../preload/contract/procedure.ts';
import type { SchoolField } from '../../../preload/contract/schools.ts';
import type { InputOf } from '../../../preload/contract/types.ts';
import type { ApiError } from '../../api/client.ts';
import { useClient, useJob } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSaveFile } from '../../components/save-file.ts';
import { useKeys } from '../../components/use-keys.ts';
import { usePastedCells } from '../../components/use-pasted-cells.ts';
import { formatBytes } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { ImportCheck, type Mended, type MendedCell } from './import-check.tsx';
import { ImportColumns } from './import-columns.tsx';
import type { Preview } from './import-rows.ts';
import './import-wizard.css';

const texts = vi.schoolImport;
/** A pasted block is handed in as a file of this name. */
const PASTED = 'Ô dán từ Excel.txt';
const STEPS = ['file', 'columns', 'check', 'take'] as const;
type Step = (typeof STEPS)[number];

/** What the person says about the file. */
type Choice = Pick<InputOf<'schools.previewImport'>, 'encoding' | 'sheet' | 'headerRow' | 'mapping'>;

const NO_CHOICE: Choice = { encoding: 'auto' };
const NOTHING_MENDED: Mended = new Map();

/** From a file to the register: its columns, then every row with what is wrong or will change, then all or nothing. */
export function ImportWizard({ onClose }: { readonly onClose: () => void }) {
  const client = useClient();
  const preview = useJob('schools.previewImport');
  const take = useJob('schools.import');
  const mark = useJob('schools.markImport');
  const save = useSaveFile();
  const [file, setFile] = useState<FileRef>();
  const [choice, setChoice] = useState<Choice>(NO_CHOICE);
  const [mended, setMended] = useState<Mended>(NOTHING_MENDED);
  const [step, setStep] = useState<Step>('file');
  const [found, setFound] = useState<Preview>();
  const upload = useMutation<FileRef, ApiError, File>({ mutationFn: (given) => client.upload(given) });
  // What was put right by hand is not thrown away by one key.
  useKeys({ escape: () => mended.size === 0 && onClose() });

  const input = (fileId: string, chosen = choice, cells = mended): InputOf<'schools.previewImport'> => ({
    fileId,
    ...chosen,
    ...(cells.size > 0
      ? { mended: [...cells.values()].map(({ row, column, text }) => ({ row, column, text })) }
      : {}),
  });
  const judge = (fileId: string, chosen: Choice, cells: Mended, then?: (judged: Preview) => void) => {
    take.reset();
    preview.mutate(input(fileId, chosen, cells), {
      onSuccess: (judged) => {
        setFound(judged);
        then?.(judged);
      },
    });
  };
  const start = (given: File, as: Choice['encoding'] = 'auto') =>
    upload.mutate(given, {
      onSuccess: (ref) => {
        const first = { encoding: as };
        setFile(ref);
        setChoice(first);
        setMended(NOTHING_MENDED);
        judge(ref.fileId, first, NOTHING_MENDED, ({ table }) =>
          setStep(table.missing.length > 0 || table.doubtful ? 'columns' : 'check'),
        );
      },
    });
  usePastedCells((text) => start(new File([text], PASTED, { type: 'text/plain' }), 'utf8'), !file);
  const startOver = () => {
    setFile(undefined);
    setFound(undefined);
    setStep('file');
    preview.reset();
    upload.reset();
    take.reset();
  };
  /** Judges the file anew as the person says; on another sheet other cells stand at the same addresses. */
  const choose = (next: Choice, cells: Mended = mended) => {
    if (!file) return;
    setChoice(next);
    setMended(cells);
    judge(file.fileId, next, cells);
  };
  const mend = (cells: readonly (MendedCell & { readonly back?: boolean })[]) => {
    if (!file) return;
    const next = new Map(mended);
    for (const { back, ...cell } of cells) {
      const key = `${cell.row} ${cell.column}`;
      if (back) next.delete(key);
      else next.set(key, { ...cell, original: mended.get(key)?.original ?? cell.original });
    }
    setMended(next);
    judge(file.fileId, choice, next);
  };
  const importNow = () => {
    if (!file) return;
    setStep('take');
    take.mutate(input(file.fileId), {
      onSuccess: ({ created, updated }) => {
        notifyDone(texts.imported(created, updated));
        onClose();
      },
      onError: () => setStep('check'),
    });
  };
  const saveMarked = () => {
    if (!file) return;
    mark.mutate(input(file.fileId), {
      onSuccess: (made) => {
        notifyDone(texts.marked(made.marks));
        save(made);
      },
      onError: notifyError,
    });
  };

  const failure = upload.error ?? preview.error ?? take.error;
  const isPasted = file?.fileName === PASTED;
  const changing = found ? found.created + found.updated : 0;
  const isReady = found !== undefined && !preview.isPending && found.table.missing.length === 0;
  return (
    <div className="ct-screen">
      <PageHeader
        title={texts.title}
        note={file && (isPasted ? texts.pasted : `${file.fileName} · ${formatBytes(file.byteSize)}`)}
        before={
          <Button variant="subtle" color="gray" leftSection={<IconArrowLeft size={16} />} onClick={onClose}>
            {vi.common.back}
          </Button>
        }
      >
        {file && (
          <Button variant="default" onClick={startOver}>
            {texts.again}
          </Button>
        )}
        {found && step === 'columns' && (
          <Button disabled={found.table.missing.length > 0} onClick={() => setStep('check')}>
            {texts.toCheck}
          </Button>
        )}
        {found && (step === 'check' || step === 'take') && (
          <>
            <Button variant="default" onClick={saveMarked} loading={mark.isPending}>
              {texts.saveMarked}
            </Button>
            <Button
              onClick={importNow}
              loading={take.isPending}
              disabled={!isReady || found.faults.length > 0 || changing === 0}
            >
              {texts.importNow(changing)}
            </Button>
          </>
        )}
      </PageHeader>
      <div className="import-bar">
        <StepLine step={step} canCheck={isReady} onStep={setStep} hasFile={found !== undefined} />
        {file && !isPasted && (
          <Select
            w={150}
            aria-label={texts.encoding}
            data={encoding.options.map((value) => ({ value, label: vi.schools.encodings[value] }))}
            value={choice.encoding ?? 'auto'}
            onChange={(value) => choose({ ...choice, encoding: encoding.catch('auto').parse(value) })}
          />
        )}
      </div>
      {failure && failure.code !== 'CANCELLED' && (
        <div className="import-failure">
          <ErrorNotice
            error={failure}
            {...(file && preview.error ? { onRetry: () => choose(choice) } : {})}
          />
        </div>
      )}
      {step === 'file' && (
        <div className="ct-scroll import-file">
          <FileDrop
            title={texts.drop}
            hint={texts.dropHint}
            choose={texts.choose}
            accept=".xlsx,.csv,.txt"
            busy={upload.isPending || preview.isPending}
            onFiles={([given]) => given && start(given)}
          />
        </div>
      )}
      {found && step === 'columns' && (
        <ImportColumns
          table={found.table}
          onSheet={(sheet) => choose({ encoding: choice.encoding, sheet }, NOTHING_MENDED)}
          onHeaderRow={(headerRow) =>
            choose({ encoding: choice.encoding, sheet: found.table.sheet, headerRow })
          }
          onMapping={(mapping: readonly { column: number; field: SchoolField | null }[]) =>
            choose({
              ...choice,
              sheet: found.table.sheet,
              headerRow: found.table.headerRow,
              mapping: [...mapping],
            })
          }
        />
      )}
      {found && (step === 'check' || step === 'take') && (
        <ImportCheck
          found={found}
          mended={mended}
          isJudging={preview.isPending}
          onMend={mend}
          onColumns={() => setStep('columns')}
        />
      )}
    </div>
  );
}

interface StepLineProps {
  readonly step: Step;
  readonly hasFile: boolean;
  readonly canCheck: boolean;
  readonly onStep: (step: Step) => void;
}

/** Where the person is; the steps between can be gone to and fro. */
function StepLine({ step, hasFile, canCheck, onStep }: StepLineProps) {
  const at = STEPS.indexOf(step);
  const open: Record<Step, boolean> = {
    file: false,
    columns: hasFile && step !== 'take',
    check: canCheck && step !== 'take',
    take: false,
  };
  return (
    <ol className="import-steps" aria-label={texts.steps}>
      {STEPS.map((one, index) => (
        <li key={one} data-done={index < at || undefined} aria-current={one === step ? 'step' : undefined}>
          <button type="button" disabled={!open[one] || one === step} onClick={() => onStep(one)}>
            <span className="import-steps-sign" aria-hidden>
              {index < at ? <IconCheck size={12} /> : index + 1}
            </span>
            {texts.step[one]}
          </button>
        </li>
      ))}
    </ol>
  );
}
