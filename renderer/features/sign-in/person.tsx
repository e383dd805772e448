import { IconEye, IconUser } from '@tabler/icons-react';
import { useSession } from '../../api/session.ts';
import { vi } from '../../i18n/vi.ts';

export interface PersonProps {
  /** The system's user, while nobody is named. */
  readonly actor: string;
  readonly unit: string | null;
}

/** Who works, as the button of the person's menu says it. */
export function Person({ actor, unit }: PersonProps) {
  const person = useSession().data?.person;
  const isViewer = person?.role === 'viewer';
  const Sign = isViewer ? IconEye : IconUser;
  return (
    <>
      <Sign size={16} aria-hidden />
      <span className="frame-person-name">{person?.name ?? actor}</span>
      {isViewer && <span className="ct-dim">{vi.signIn.onlyViews}</span>}
      {unit && <span className="ct-dim">{unit}</span>}
    </>
  );
}
