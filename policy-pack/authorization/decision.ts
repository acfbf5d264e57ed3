import { all, any, type Truth } from "../iam/effective/truth";
import type { AuthorizationRequest, DecidingStatement, Decision } from "./request";
import type { Requirement, Ways } from "./requirements";
import type { Ruling } from "./rulings";

/** What a decision is made from. */
export interface Considered {
  /** The request. */
  readonly request: AuthorizationRequest;
  /** Ways to an allowance. */
  readonly ways: Ways;
  /** What may deny. */
  readonly rulings: readonly Ruling[];
}

/** The decision: a denial wins, then what no way allows is denied; what is left open by something unknown is undecided. */
export function decisionOf({ request, ways, rulings }: Considered): Decision {
  const denied = any(rulings.map(({ denies }) => denies));
  if (denied === "yes") return explicitDenial(rulings);
  const weighed = ways.map((way) => ({ way, truth: all(way.map(({ truth }) => truth)) }));
  const allowed = any(weighed.map(({ truth }) => truth));
  const best = (truth: Truth) => weighed.find((each) => each.truth === truth)?.way;
  if (allowed === "no") return implicitDenial(request, closest(ways));
  if (allowed === "yes" && denied === "no") return allowance(best("yes") ?? []);
  return allowed === "yes" ? doubtfulDenial(rulings) : doubtfulAllowance(best("maybe") ?? []);
}

function explicitDenial(rulings: readonly Ruling[]): Decision {
  const deciding = denials(rulings, "yes");
  const [first] = deciding;
  const where = first === undefined ? "a policy" : placeText(first);
  return {
    outcome: "explicit-deny",
    deciding,
    reason: `${where[0]?.toUpperCase() ?? ""}${where.slice(1)} denies it.`,
  };
}

const denials = (
  rulings: readonly Ruling[],
  certainty: Exclude<Truth, "no">,
): readonly DecidingStatement[] =>
  rulings.flatMap(({ statements }) =>
    statements
      .filter((each) => each.certainty === certainty || certainty === "maybe")
      .filter(({ evidence }) => evidence.effect !== "Allow")
      .filter(({ evidence }) => certainty === "maybe" || evidence.effect === "Deny")
      .map(({ evidence }) => evidence),
  );

/** A statement in words, such as `the key policy of keys-axon-data (UseData)`. */
export function placeText({ policy, carrier, sid }: DecidingStatement): string {
  return `the ${policy} of ${carrier}${sid === undefined ? "" : ` (${sid})`}`;
}

// The way that lacks least, and of those the last, which is the usual one.
function closest(ways: Ways): readonly Requirement[] {
  const lacks = (way: readonly Requirement[]) => way.filter(({ truth }) => truth === "no").length;
  const least = Math.min(...ways.map(lacks));
  return ways.findLast((way) => lacks(way) === least) ?? [];
}

function implicitDenial({ action }: AuthorizationRequest, way: readonly Requirement[]): Decision {
  const lacking = way.filter(({ truth }) => truth === "no");
  const what = lacking.map((each) => each.what).join(", and nothing in ");
  return {
    outcome: "implicit-deny",
    deciding: lacking.flatMap(({ evidence }) => evidence),
    reason: `Nothing in ${what || "any policy"} allows ${action}.`,
  };
}

function allowance(way: readonly Requirement[]): Decision {
  const what = way.map((each) => each.what).join(" and ");
  const reason = what === "" ? "Nobody asks who calls." : `Allowed by ${what}.`;
  return { outcome: "allowed", deciding: way.flatMap(({ evidence }) => evidence), reason };
}

function doubtfulDenial(rulings: readonly Ruling[]): Decision {
  const deciding = denials(rulings, "maybe");
  const places = [...new Set(deciding.map(placeText))].join(", ");
  return { outcome: "undecided", deciding, reason: `Whether ${places} denies it is not known.` };
}

function doubtfulAllowance(way: readonly Requirement[]): Decision {
  const doubtful = way.filter(({ truth }) => truth === "maybe");
  const what = doubtful.map((each) => each.what).join(" and ");
  return {
    outcome: "undecided",
    deciding: doubtful.flatMap(({ evidence }) => evidence),
    reason: `Whether ${what} allows it is not known.`,
  };
}
