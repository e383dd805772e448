import { useMutation } from '@tanstack/react-query';
import { useClient } from '../../api/hooks.ts';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { vi } from '../../i18n/vi.ts';
import { navigate } from '../../route.ts';

/** Takes a template's file in and opens the draft that it becomes. */
export function useImport(): (file: File) => void {
  const client = useClient();
  const take = useMutation({
    mutationFn: async (file: File) => {
      const { fileId } = await client.upload(file);
      return client.run('templates.import', { fileId });
    },
    onSuccess: ({ id }) => {
      notifyDone(vi.templates.imported);
      navigate('settings', { section: 'templates', id });
    },
    onError: notifyError,
  });
  return take.mutate;
}
