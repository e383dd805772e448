import { useProcedure } from '../../api/hooks.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.settings.about;

/** Version, where the data lies, and what the program promises about it. */
export function About() {
  const status = useProcedure('app.status', {}).data;
  return (
    <div className="settings-form settings-about">
      <h2>{vi.app.name}</h2>
      {status && <p className="ct-dim">{texts.version(status.version)}</p>}
      <p>{texts.lead}</p>
      <p>{texts.privacy}</p>
      {status && (
        <dl>
          <dt>{texts.dataDir}</dt>
          <dd>{status.dataDir}</dd>
          <dt>{texts.actor}</dt>
          <dd>{status.actor}</dd>
        </dl>
      )}
      <p className="ct-dim">{texts.historyNote}</p>
      <p className="ct-dim">{texts.fonts}</p>
    </div>
  );
}
