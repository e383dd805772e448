import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { vi } from '../../i18n/vi.ts';

interface TimeFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> {
  /** "08:30". */
  readonly value: string | null;
  readonly onChange: (time: string | null) => void;
}

/** "8h30", "8:30", "0830" and "8" as a time of day; null when it is none. */
export function parseTime(typed: string): string | null {
  const text = typed.trim().toLowerCase().replace(/\s+/g, '');
  const [, hours, minutes = '0'] =
    /^(\d{1,2})(?:[:h.](\d{0,2}))?$/.exec(text) ?? /^(\d{1,2})(\d{2})$/.exec(text) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return null;
  return `${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}`;
}

/** A time of day as offices type it. */
export function TimeField({ value, onChange, onBlur, ...rest }: TimeFieldProps) {
  const [typed, setTyped] = useState<string>();
  const wrong = typed !== undefined && typed.trim() !== '' && parseTime(typed) === null;
  return (
    <TextInput
      inputMode="numeric"
      placeholder={vi.ceremonies.time}
      {...rest}
      value={typed ?? value ?? ''}
      error={wrong && vi.ceremonies.timeInvalid}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        const time = parseTime(event.currentTarget.value);
        if (time !== null || event.currentTarget.value.trim() === '') onChange(time);
      }}
      onBlur={(event) => {
        if (!wrong) setTyped(undefined);
        onBlur?.(event);
      }}
    />
  );
}
