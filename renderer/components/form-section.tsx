import type { ReactNode } from 'react';
import './form-section.css';

interface FormSectionProps {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

/** Fields that belong together, under one heading. */
export function FormSection({ title, hint, children }: FormSectionProps) {
  return (
    <fieldset className="form-section">
      <legend>{title}</legend>
      {hint && <p className="ct-dim ct-small">{hint}</p>}
      {children}
    </fieldset>
  );
}
