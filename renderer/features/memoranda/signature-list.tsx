import { useQuery } from '@tanstack/react-query';
import type { Signature } from '../../../preload/contract/signatures.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import type { ApiError } from '../../api/client.ts';
import { useClient } from '../../api/hooks.ts';
import { type Tone, ToneSign } from '../../components/state-badge.tsx';
import { formatInstant } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';

/** What the signatures in a stored PDF prove, in plain words; nothing where it has none. */
export function SignatureList({ fileId }: { readonly fileId: string }) {
  const client = useClient();
  // A stored file never changes, so what its signatures prove is asked once.
  const verified = useQuery<OutputOf<'signatures.verify'>, ApiError>({
    queryKey: ['signatures.verify', { fileId }],
    queryFn: () => client.call('signatures.verify', { fileId }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (verified.error) return <p className="ct-dim ct-small">{verified.error.message}</p>;
  const signatures = verified.data?.signatures ?? [];
  if (signatures.length === 0) return null;
  return (
    <ol className="signature-list" aria-label={vi.memoranda.signing.verified}>
      {signatures.map((signature, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: signatures of one file have no other name than their place
        <li key={index}>
          <Verdict signature={signature} isLast={index === signatures.length - 1} />
        </li>
      ))}
    </ol>
  );
}

function Verdict({ signature, isLast }: { readonly signature: Signature; readonly isLast: boolean }) {
  const texts = vi.memoranda.signing;
  const { name, signedAt, valid, trusted, coversWholeFile, changedSince, reason } = signature;
  const says: readonly (readonly [Tone, string])[] = [
    valid ? ['good', texts.valid] : ['bad', texts.invalid],
    changedSince
      ? ['bad', texts.changed]
      : coversWholeFile
        ? ['good', texts.whole]
        : [isLast ? 'warn' : 'good', isLast ? texts.notWhole : texts.wholeThen],
    trusted ? ['good', texts.trusted] : ['warn', texts.untrusted],
  ];
  return (
    <>
      <div>
        <strong>{name ?? texts.unnamed}</strong>
        <span className="ct-dim"> · {signedAt ? formatInstant(signedAt) : texts.noTime}</span>
      </div>
      <ul>
        {says.map(([tone, text]) => (
          <li key={text}>
            <ToneSign tone={tone} /> <span>{text}</span>
          </li>
        ))}
      </ul>
      {reason && <div className="ct-dim ct-small">{reason}</div>}
    </>
  );
}
