import { Button, FileButton, Group, PasswordInput, Select } from '@mantine/core';
import { IconCertificate } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { side as sideSchema } from '../../../preload/contract/memoranda.ts';
import type { FileRef } from '../../../preload/contract/procedure.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import type { ApiError } from '../../api/client.ts';
import { useClient, useJob } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone } from '../../components/notices.tsx';
import { ToneSign } from '../../components/state-badge.tsx';
import { vi } from '../../i18n/vi.ts';
import type { Detail, Viewed } from './memorandum-detail.tsx';

type Signed = OutputOf<'signatures.sign'>;

/** Codes of failures that are about the password, and those about the certificate file. */
const ABOUT_PASSWORD = new Set<string>(['P12_WRONG_PASSWORD']);

interface SignFormProps {
  readonly memorandum: Detail;
  readonly onView: (file: Viewed) => void;
  readonly onClose: () => void;
}

/** Signs the newest file for one side; certificate and password are used once and not kept. */
export function SignForm({ memorandum, onView, onClose }: SignFormProps) {
  const texts = vi.memoranda.signing;
  const client = useClient();
  const sign = useJob('signatures.sign');
  const [certificate, setCertificate] = useState<FileRef>();
  const [password, setPassword] = useState('');
  const [side, setSide] = useState(memorandum.representatives[0]?.side ?? 'a');
  const [warnings, setWarnings] = useState<Signed['warnings']>([]);
  const upload = useMutation<FileRef, ApiError, File>({
    mutationFn: (file) => client.upload(file),
    onSuccess: setCertificate,
  });
  const wrongPassword = sign.error && ABOUT_PASSWORD.has(sign.error.code) ? sign.error.message : null;
  const failure = upload.error ?? (wrongPassword ? null : sign.error);
  const start = () => {
    if (!certificate || sign.isPending) return;
    sign.mutate(
      { memorandumId: memorandum.id, side, p12FileId: certificate.fileId, password },
      {
        onSuccess: (signed) => {
          setPassword('');
          setWarnings(signed.warnings);
          onView({ fileId: signed.file.fileId, title: vi.memoranda.copiesSigned.copy(signed.copy) });
          notifyDone(signed.filed ? texts.doneFiled(signed.name) : texts.done(signed.name));
          if (signed.warnings.length === 0) onClose();
        },
      },
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return (
    <form
      className="party-form"
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <strong>{texts.title}</strong>
      <Group gap="sm" wrap="nowrap">
        <FileButton accept=".p12,.pfx" onChange={(file) => file && upload.mutate(file)}>
          {(button) => (
            <Button
              {...button}
              variant="default"
              leftSection={<IconCertificate size={16} />}
              loading={upload.isPending}
            >
              {texts.certificate}
            </Button>
          )}
        </FileButton>
        <span className={certificate ? 'attach-name' : 'ct-dim'}>
          {certificate?.fileName ?? texts.noCertificate}
        </span>
      </Group>
      <div className="ct-fields-2">
        <PasswordInput
          label={texts.password}
          autoComplete="off"
          value={password}
          error={wrongPassword}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Select
          label={texts.side}
          data={memorandum.representatives.map((each) => ({
            value: each.side,
            label: vi.memoranda.sides[each.side],
          }))}
          value={side}
          onChange={(value) => setSide(sideSchema.catch('a').parse(value))}
        />
      </div>
      <p className="ct-dim ct-small">{texts.hint}</p>
      {failure && <ErrorNotice error={failure} />}
      {warnings.length > 0 && (
        <ul className="finding-list">
          {warnings.map(({ code, message }) => (
            <li key={code}>
              <ToneSign tone="warn" />
              <span>{message}</span>
            </li>
          ))}
        </ul>
      )}
      <Group gap="sm">
        <Button type="submit" loading={sign.isPending} disabled={!certificate}>
          {texts.act}
        </Button>
        <Button variant="default" onClick={onClose}>
          {vi.common.close}
        </Button>
      </Group>
    </form>
  );
}
