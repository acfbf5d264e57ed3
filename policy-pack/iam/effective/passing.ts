import { demand, oneOf } from "../condition-demands";
import { covers } from "../pattern";
import type { Statement } from "../statement";
import type { Truth } from "./truth";

// Condition key with the service that a role is passed to, in lower case.
const passedToService = "iam:passedtoservice";

/** Whether a statement limits the services that roles can be passed to: equality with exact names. */
export function limitsService({ conditions, conditionUnknown }: Statement): Truth {
  const demanded = { isKey: oneOf(passedToService), accepts: isExactService };
  const verdict = demand(conditions, demanded);
  if (verdict === "met") return "yes";
  return verdict === "undecided" || conditionUnknown ? "maybe" : "no";
}

const isExactService = (value: string, isPattern: boolean): boolean =>
  !isPattern && value.includes(".");

/** Whether roles can be passed to a service under the conditions of a statement. Only an equality rules it out. */
export function passableTo(statement: Statement, service: string): Truth {
  if (limitsService(statement) === "no") return "yes";
  const values = statement.conditions
    .filter(({ key }) => key === passedToService)
    .flatMap((condition) => condition.values);
  // A service has regional spellings and those of other partitions.
  const [name = ""] = service.split(".amazonaws.com");
  const names = values.map((value) => value.kind === "text" && covers(`${name}.*`, value.text));
  if (names.includes(true)) return "yes";
  return statement.conditionUnknown || values.some(({ kind }) => kind === "unknown")
    ? "maybe"
    : "no";
}
