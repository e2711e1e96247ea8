import { type KeyboardEvent, type Ref, useEffect, useRef } from 'react';

type Props = {
  label: string;
  value: string;
  onChange: (text: string) => void;
  onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  onBlur?: () => void;
  placeholder?: string;
  focus?: boolean;
  invalid?: boolean;
  enterKeyHint?: 'send' | 'done' | 'enter';
  ref?: Ref<HTMLTextAreaElement>;
};

/** A text field as high as its text. Without `field-sizing`, a hidden twin in the same grid cell gives the height. */
export function Grow({
  label,
  value,
  onChange,
  focus = false,
  invalid = false,
  placeholder = '',
  ref,
  ...rest
}: Props) {
  const own = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (!focus) return;
    own.current?.focus();
    own.current?.setSelectionRange(own.current.value.length, own.current.value.length);
  }, [focus]);
  return (
    <div className="grow" data-text={`${value} `}>
      <textarea
        ref={ref ?? own}
        aria-label={label}
        aria-invalid={invalid}
        dir="auto"
        rows={1}
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
        {...rest}
      />
    </div>
  );
}
