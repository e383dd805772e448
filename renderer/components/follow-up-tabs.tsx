import { vi } from '../i18n/vi.ts';
import { FOLLOW_UP, href, useRoute } from '../route.ts';
import './follow-up-tabs.css';

/** The screens that follow the programme up share one place in the rail; these are the ways between them. */
export function FollowUpTabs() {
  const { screen } = useRoute();
  return (
    <nav className="follow-up-tabs" aria-label={vi.followUp}>
      {FOLLOW_UP.map((each) => (
        <a key={each} href={href(each)} aria-current={each === screen ? 'page' : undefined}>
          {vi.screens[each]}
        </a>
      ))}
    </nav>
  );
}
