import { useMutation } from '@tanstack/react-query';
import { useClient } from '../../api/hooks.ts';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { vi } from '../../i18n/vi.ts';
import { navigate } from '../../route.ts';

/** Takes a template's file in and opens the draft that it becomes; given by its id it was handed over already. */
export function useImport() {
  const client = useClient();
  return useMutation({
    mutationFn: async (file: File | string) => {
      const fileId = typeof file === 'string' ? file : (await client.upload(file)).fileId;
      return client.run('templates.import', { fileId });
    },
    onSuccess: ({ id }) => {
      notifyDone(vi.templates.imported);
      navigate('settings', { section: 'templates', id });
    },
    onError: notifyError,
  });
}
