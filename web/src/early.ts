import './styles/tokens.css';
import './styles/base.css';
import { askEarly } from './api/early';
import { loadPage, pageAt } from './pages/pages';

// The first thing that runs: everything the page needs sets out at once, in place of one after the other.
askEarly('/api/v1/session');
askEarly('/api/v1/accounts');
void import('./main');
const found = pageAt(location.pathname);
if (found) {
  void loadPage(found.page);
  if (found.page.needs) askEarly(found.page.needs);
}
