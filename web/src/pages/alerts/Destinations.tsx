import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '../../api/change';
import { at, get, post, remove, type Schemas } from '../../api/client';
import { Badge } from '../../parts/Badge';
import { Button } from '../../parts/Button';
import { ConfirmButton } from '../../parts/ConfirmButton';
import { EmptyState } from '../../parts/EmptyState';
import form from '../../parts/Form.module.css';
import { FormErrors } from '../../parts/FormErrors';
import { age, clock, words } from '../../parts/format';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { Problem } from '../../parts/Problem';
import { OnlyFor } from '../../permissions/OnlyFor';
import { DestinationForm } from './DestinationForm';
import { kindTitles } from './destinationKinds';

type List = Schemas['DestinationsDocument'];
type Destination = Schemas['DestinationDocument'];
type Tested = Schemas['DestinationTestDocument'];

const readEveryMs = 10_000;

/** Who is told of incidents while no page is open, and whether they can be reached. */
export const Destinations = () => (
  <OnlyFor need={{ scope: 'admin' }} title="Who is told of incidents is for administrators">
    <Loaded />
  </OnlyFor>
);

function Loaded() {
  const list = useQuery({ queryKey: ['destinations'], queryFn: ({ signal }) => get<List>(at('notifications/destinations'), signal), refetchInterval: readEveryMs });
  const [edited, setEdited] = useState<Destination | 'new'>();
  if (list.error && !list.data) return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading what="the destinations" />;
  const { items, incidentKinds, linksTo } = list.data;
  return (
    <>
      <header className={form.head}>
        <h2>Destinations</h2>
        <span className={form.actions}>
          <Button look="primary" disabled={edited === 'new'} onClick={() => setEdited('new')}>
            Add a destination
          </Button>
        </span>
      </header>
      <p className={form.muted}>
        Told of incidents while no page is open: by what the rules say calls a person, unless a destination asks for more or less. What cannot be delivered is tried again for a day; many
        incidents at once are one message. {linksTo ? <>Messages link to {linksTo}.</> : <>Messages have no link, because the server was started without <code>--public-url</code>.</>}
      </p>
      {edited === 'new' && <DestinationForm incidentKinds={incidentKinds} onDone={() => setEdited(undefined)} />}
      {items.length === 0 && edited !== 'new' && (
        <EmptyState title="Nobody is told yet">
          Without a destination an emergency in the night is seen in the morning. The quickest is a topic at ntfy, with its app on your phone; chats, mail and webhooks are as good. Add a heartbeat
          as well: it tells you when this server itself is down and can tell nothing.
        </EmptyState>
      )}
      {items.map((each) =>
        edited !== 'new' && edited?.id === each.id ? (
          <DestinationForm key={each.id} stored={each} incidentKinds={incidentKinds} onDone={() => setEdited(undefined)} />
        ) : (
          <DestinationPanel key={each.id} destination={each} onEdit={() => setEdited(each)} />
        ),
      )}
    </>
  );
}

function DestinationPanel({ destination, onEdit }: { destination: Destination; onEdit: () => void }) {
  const { id, name, version } = destination;
  const test = useChange(() => post<Tested>(at(`notifications/destinations/${id}/test`)), ['audit']);
  const erase = useChange(() => remove(at(`notifications/destinations/${id}`, { version: Number(version) })), ['destinations', 'audit']);
  return (
    <Panel
      title={name}
      note={`${kindTitles[destination.kind]}, ${destination.place || 'without an address'}`}
      actions={
        <>
          <Button aria-label={`Send a test to ${name}`} isBusy={test.isPending} onClick={() => test.mutate(undefined)}>
            Send a test
          </Button>
          <Button look="quiet" aria-label={`Edit ${name}`} onClick={onEdit}>
            Edit
          </Button>
          <ConfirmButton label={`Delete ${name}`} sure="Tell it no more?" isBusy={erase.isPending} onConfirm={() => erase.mutate(undefined)}>
            Delete
          </ConfirmButton>
        </>
      }
    >
      <p className={form.actions}>
        <Badge state={stateOf(destination)} tone={destination.failingSince ? 'down' : destination.enabled ? 'up' : 'quiet'} />
        <span>{meaningOf(destination)}</span>
      </p>
      {destination.place === '' && <p>It came by a file, which holds no addresses. Edit it, enter the address and switch it on.</p>}
      <p className={form.muted}>
        {destination.lastDeliveredAt ? `Last delivered ${ago(destination.lastDeliveredAt)}.` : 'Nothing was delivered yet.'}
        {destination.failingSince && ` Failing since ${clock(destination.failingSince)}.`}
        {destination.lastFailedAt && ` Last failure ${ago(destination.lastFailedAt)}: ${destination.failure ?? ''}`}
        {Number(destination.waiting) > 0 && ` ${destination.waiting} waiting${destination.nextTryAt ? `, tried again at ${clock(destination.nextTryAt)}` : ''}.`}
        {Number(destination.givenUp) > 0 && ` ${destination.givenUp} given up.`}
      </p>
      <FormErrors error={test.error ?? erase.error} />
      <p role="status">{test.data && `${test.data.delivered ? 'The test was delivered' : 'The test was not delivered'}: ${test.data.message}`}</p>
    </Panel>
  );
}

const ago = (at: string) => `${age(Date.now() - Date.parse(at))} ago (${clock(at)})`;

const stateOf = (destination: Destination) => (!destination.enabled ? 'off' : destination.failingSince ? 'failing' : 'on');

function meaningOf({ kind, grade, kinds, strategyId, accountId }: Destination): string {
  if (kind === 'heartbeat') return 'Called every minute while this server runs.';
  const what = { calling: 'Incidents that call a person', grave: 'Emergencies and positions without a stop', everything: 'Every incident, also what is only listed' }[grade];
  const of = [accountId && 'of one account', strategyId && 'of one strategy', kinds.length > 0 && `of the kinds ${kinds.map(words).join(', ')}`].filter(Boolean);
  return `${what}${of.length > 0 ? `, ${of.join(', ')}` : ''}.`;
}
