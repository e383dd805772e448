import type { TemplateVersion } from '../../../preload/contract/templates.ts';
import { formatDay } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';

/** "Bản 2 · 15/04/2023 · Thêm điều về truyền thông" */
export const versionName = ({ version, status, updatedAt, note }: TemplateVersion): string =>
  [
    status === 'draft' ? vi.templates.draftVersion(version) : vi.templates.version(version),
    formatDay(updatedAt.slice(0, 10)),
    ...(note ? [note] : []),
  ].join(' · ');
