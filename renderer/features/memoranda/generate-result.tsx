import { ActionIcon, Button } from '@mantine/core';
import { IconDownload, IconPrinter, IconX } from '@tabler/icons-react';
import { useOpenFile, useSaveFile } from '../../components/save-file.ts';
import { ToneSign } from '../../components/state-badge.tsx';
import { formatBytes } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import type { Generated } from './generate.ts';
import './memoranda.css';

interface GenerateResultProps {
  readonly result: Generated;
  readonly onClose: () => void;
}

/** What was made; stays until it is put away. */
export function GenerateResult({ result, onClose }: GenerateResultProps) {
  const save = useSaveFile();
  const open = useOpenFile();
  const { printSet } = result;
  const made = new Set(result.files.map((file) => file.memorandumId));
  const skipped = new Set(
    result.findings
      .filter((finding) => !made.has(finding.memorandumId))
      .map((finding) => finding.memorandumId),
  );
  return (
    <section className="ct-card generate-result" aria-label={vi.memoranda.resultTitle(result.files.length)}>
      <header>
        <ToneSign tone="good" />
        <strong>{vi.memoranda.resultTitle(result.files.length)}</strong>
        {skipped.size > 0 && (
          <>
            <ToneSign tone="bad" />
            <span>{vi.memoranda.resultSkipped(skipped.size)}</span>
          </>
        )}
        <div className="generate-result-acts">
          {printSet && (
            <>
              <Button leftSection={<IconPrinter size={16} />} onClick={() => open(printSet)}>
                {vi.memoranda.resultSet(printSet.pages)}
              </Button>
              <ActionIcon
                size={32}
                aria-label={vi.memoranda.resultSetSave}
                title={vi.memoranda.resultSetSave}
                onClick={() => save(printSet)}
              >
                <IconDownload size={18} />
              </ActionIcon>
            </>
          )}
          <ActionIcon size={32} aria-label={vi.common.close} onClick={onClose}>
            <IconX size={18} />
          </ActionIcon>
        </div>
      </header>
      <details open={!printSet}>
        <summary>{vi.memoranda.resultFiles}</summary>
        <ul>
          {result.files.map((file) => (
            <li key={file.fileId}>
              <span className="generate-result-name">{file.pair}</span>
              <span className="ct-dim">
                {vi.memoranda.resultFile(file.pages)} · {formatBytes(file.byteSize)}
              </span>
              <ActionIcon aria-label={`${vi.common.download}: ${file.pair}`} onClick={() => save(file)}>
                <IconDownload size={16} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
