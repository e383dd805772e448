import { Button, Stack } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { OutputOf } from '../../../preload/contract/types.ts';
import type { ApiError } from '../../api/client.ts';
import { useClient } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { ToneSign } from '../../components/state-badge.tsx';
import { vi } from '../../i18n/vi.ts';

const texts = vi.settings.check;

/** Reads everything again and says what is damaged. */
export function DataCheck() {
  const client = useClient();
  const check = useMutation<OutputOf<'check.run'>, ApiError>({
    mutationFn: () => client.call('check.run', {}),
  });
  const problems = check.data?.problems;
  return (
    <Stack gap="md" align="flex-start" className="settings-form">
      <p className="ct-dim settings-hint">{texts.hint}</p>
      <Button
        leftSection={<IconShieldCheck size={16} />}
        loading={check.isPending}
        onClick={() => check.mutate()}
      >
        {texts.run}
      </Button>
      <div role="status">
        {check.isPending && texts.running}
        {problems?.length === 0 && (
          <span className="settings-verdict">
            <ToneSign tone="good" /> {texts.clean}
          </span>
        )}
        {problems && problems.length > 0 && (
          <>
            <strong>{texts.problems(problems.length)}</strong>
            <ul>
              {problems.map((problem) => (
                <li key={`${problem.code} ${problem.message}`}>{problem.message}</li>
              ))}
            </ul>
          </>
        )}
      </div>
      {check.error && <ErrorNotice error={check.error} onRetry={() => check.mutate()} />}
    </Stack>
  );
}
