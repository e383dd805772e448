import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { formatDay, parseDay } from '../i18n/format.ts';
import { vi } from '../i18n/vi.ts';

interface DayFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> {
  /** `YYYY-MM-DD`; '' when nothing, or no day, is typed. */
  readonly value?: string;
  readonly onChange: (day: string) => void;
}

/**
 * A day typed the Vietnamese way. The browser's own date field follows the language of the system and would put
 * the month first on an English Windows.
 */
export function DayField({ value = '', onChange, onBlur, error, ...rest }: DayFieldProps) {
  const [typed, setTyped] = useState<string>();
  const [left, setLeft] = useState(false);
  const unreadable = typed !== undefined && typed.trim() !== '' && parseDay(typed) === null;
  return (
    <TextInput
      inputMode="numeric"
      placeholder={vi.common.day}
      {...rest}
      value={typed ?? (value === '' ? '' : formatDay(value))}
      error={error ?? (left && unreadable ? vi.validation.day : null)}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(parseDay(event.currentTarget.value) ?? '');
      }}
      onBlur={(event) => {
        setLeft(true);
        if (!unreadable) setTyped(undefined);
        onBlur?.(event);
      }}
    />
  );
}
