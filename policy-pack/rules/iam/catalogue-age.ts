import type { StackRule } from "../../engine/rule";
import { numberParam } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { catalogueDate } from "../../iam/catalogue";
import { documentTypes } from "../../iam/locations";

const millisecondsPerDay = 86_400_000;

/** The action catalogue is not older than a limit. */
export const catalogueAge: StackRule = {
  id: "iam/catalogue-age",
  title: "The action catalogue is recent",
  severity: "low",
  level: "advisory",
  onUndecided: "warn",
  needs: "stack",
  applies: [],
  why: "Actions that AWS added after the catalogue was made are judged as text, without what AWS says of them.",
  fix: "Use a newer release of the pack.",
  decides: "Whether the catalogue is older than the limit, in a stack with documents.",
  cannotDecide: "Which actions AWS has added since.",
  frameworks: familyFrameworks.iam,
  params: {
    catalogueMaxAgeDays: {
      type: "integer",
      description: "Days after which the catalogue counts as old.",
      default: 365,
      minimum: 1,
    },
  },
  since: "0.2.0",
  examples: { pass: "a catalogue of two months ago", fail: "a catalogue of two years ago" },
  check: (stack, context) => {
    const [resource] = stack.ofType(...documentTypes);
    const days = (Date.parse(context.today) - Date.parse(catalogueDate)) / millisecondsPerDay;
    if (resource === undefined || days <= numberParam(context, "catalogueMaxAgeDays")) return [];
    const message = `The action catalogue is of ${catalogueDate}, ${String(days)} days ago.`;
    return [{ resource, verdict: "fail", path: "", message, value: catalogueDate }];
  },
};
