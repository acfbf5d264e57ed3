import { companionsOf } from "../../engine/companions";
import { about, undecidable, violated } from "../../engine/observations";
import type {
  CheckContext,
  JudgedStack,
  StackObservation,
  StackResource,
  StackRule,
} from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { documentsOf, type LocatedDocument } from "../../iam/locations";
import {
  type Demand,
  denialFor,
  deniesPlainText,
  nearMissIn,
  type PlainTextReach,
  plainTextReaches,
} from "../../transport/denial";

/** Buckets, queues, topics and file systems deny every request without TLS. */
export const tlsOnly: StackRule = {
  id: "encrypt/tls-only",
  title: "Buckets, queues, topics and file systems refuse requests without TLS",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: plainTextReaches.flatMap(({ type, policy }) => [type, policy.type]),
  why: "These services also listen on plain HTTP; only a denial keeps a careless client from sending data in the clear.",
  fix: 'Add a statement that denies every action to everybody where "aws:SecureTransport" is "false".',
  decides:
    "A denial, or several together, covers everybody, every action that carries data, and both a bucket and its objects, for every request without TLS.",
  cannotDecide:
    "Policies whose text is unknown and that no component declares, and file systems whose id is unknown while the policy names an id.",
  frameworks: {
    ...familyFrameworks.encrypt,
    nist80053: ["SC-8", "SC-8(1)"],
    pciDss: ["4.2.1"],
  },
  params: {},
  since: "0.2.0",
  examples: {
    pass: 'Deny, Principal "*", Action "s3:*", bucket and objects, Bool aws:SecureTransport "false"',
    fail: "a bucket whose policy denies requests without TLS for its objects only",
  },
  check: (stack, context) => plainTextReaches.flatMap((reach) => judgeReach(stack, context, reach)),
};

function judgeReach(
  stack: JudgedStack,
  context: CheckContext,
  { type, policy, actions, suffixes }: PlainTextReach,
): readonly StackObservation[] {
  const owners = [type];
  const companions = companionsOf(stack, {
    types: [policy.type],
    property: policy.property,
    owners,
  });
  return stack.ofType(type).flatMap((owner) => {
    const documents = [owner, ...companions.of(owner)].flatMap((holder) =>
      documentsOf(holder, context).map((located) => ({ holder, located })),
    );
    const demand = { owner, actions, suffixes };
    return judgeDocuments(documents, { demand, isOpen: companions.adrift.length > 0 });
  });
}

/** A document and the resource that holds it. */
interface Held {
  readonly holder: StackResource;
  readonly located: LocatedDocument;
}

interface Question {
  readonly demand: Demand;
  readonly isOpen: boolean;
}

function judgeDocuments(
  documents: readonly Held[],
  { demand, isOpen }: Question,
): readonly StackObservation[] {
  const holders = new Map(
    documents.flatMap(({ holder, located: { document } }) =>
      document.kind === "known"
        ? document.statements.map((statement) => [statement, holder] as const)
        : [],
    ),
  );
  const statements = [...holders.keys()];
  const denied = deniesPlainText(statements, demand);
  if (denied === "yes") return [];
  const fix = `Add the statement ${denialFor(demand)}.`;
  const unread = documents.find(({ located }) => located.document.kind === "unknown");
  if (unread !== undefined || denied === "maybe" || isOpen) {
    const { holder, path } = { holder: demand.owner, path: "", ...placeOf(unread) };
    const message = "Whether requests without TLS are denied is unknown.";
    return about(holder, [undecidable(path, message, fix)]);
  }
  const miss = nearMissIn(statements, demand);
  if (miss === undefined) {
    const message = "No statement denies requests without TLS.";
    return about(demand.owner, [violated("", message, fix)]);
  }
  const message = `A statement denies requests without TLS, but ${miss.reason}.`;
  const holder = holders.get(miss.statement) ?? demand.owner;
  return about(holder, [violated(miss.statement.path, message, fix)]);
}

const placeOf = (held: Held | undefined) =>
  held === undefined ? {} : { holder: held.holder, path: held.located.path };
