import { Button } from '@mantine/core';
import { useViewportSize } from '@mantine/hooks';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { vi } from '../../i18n/vi.ts';
import { currentRoute, navigate } from '../../route.ts';
import './tour.css';

const texts = vi.tour;
const STEPS = texts.steps;
/** Between the rail and the card, and between the card and the window's edge, px. */
const GAP = 12;

const go = (step: number) => {
  const screen = STEPS[step - 1]?.screen;
  if (screen) navigate(screen, { tour: `${step}` });
};

/** The place in the rail that the card speaks of: the one of the screen that is open. */
const anchor = () => document.querySelector<HTMLElement>('.frame-rail [aria-current="page"]');

/**
 * A card beside the rail that tells in a few steps what each screen is for. It blocks nothing: whoever goes elsewhere
 * has left it. The address says which step is shown, so that it never comes by itself but after the first start.
 */
export function Tour({ step }: { readonly step: number }) {
  const card = useRef<HTMLElement>(null);
  const next = useRef<HTMLButtonElement>(null);
  const { height } = useViewportSize();
  const [place, setPlace] = useState({ left: 0, top: 0 });

  useEffect(() => next.current?.focus(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rail's place moves with the step and the window
  useLayoutEffect(() => {
    const rail = anchor()?.getBoundingClientRect();
    if (!rail || !card.current) return;
    const lowest = window.innerHeight - card.current.offsetHeight - GAP;
    setPlace({ left: rail.right + GAP, top: Math.max(GAP, Math.min(rail.top, lowest)) });
  }, [step, height]);

  const shown = STEPS[step - 1];
  if (!shown) return null;
  const isLast = step === STEPS.length;
  const leave = () => {
    anchor()?.focus();
    navigate(currentRoute().screen);
  };
  const forth = () => (isLast ? leave() : go(step + 1));
  const onKeyDown = (event: KeyboardEvent) => {
    const act = { Escape: leave, ArrowRight: forth, ArrowLeft: () => go(step - 1) }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <section ref={card} className="tour ct-card" aria-label={texts.label} style={place} onKeyDown={onKeyDown}>
      <div aria-live="polite">
        <p className="ct-dim ct-small">{texts.step(step, STEPS.length)}</p>
        <h2>{shown.title}</h2>
        <p>{shown.text}</p>
      </div>
      <footer>
        <Button variant="subtle" onClick={leave}>
          {texts.skip}
        </Button>
        <span />
        {step > 1 && (
          <Button variant="default" onClick={() => go(step - 1)}>
            {texts.back}
          </Button>
        )}
        <Button ref={next} onClick={forth}>
          {isLast ? texts.done : texts.next}
        </Button>
      </footer>
    </section>
  );
}
