import { isObject, isUnknown, listOf, type Properties, textOf, type Value } from "../engine/value";

/** How sure it is that something is recorded. */
export type Recorded = "yes" | "maybe" | "no";

/** An event, as far as selectors tell events apart: its fields by the names of advanced selectors. */
export type EventFields = Readonly<Record<string, string>>;

/** Whether a trail or an event data store records an event, by basic and advanced selectors alike. */
export function records(properties: Properties, event: EventFields): Recorded {
  const { eventSelectors, advancedEventSelectors } = properties;
  if (isUnknown(eventSelectors) || isUnknown(advancedEventSelectors)) return "maybe";
  const basic = listOf(eventSelectors);
  const advanced = listOf(advancedEventSelectors);
  // Without any selector all management events are recorded, and nothing else.
  if (basic.length + advanced.length === 0) return isManagement(event) ? "yes" : "no";
  return most([
    ...basic.map((selector) => byBasic(selector, event)),
    ...advanced.map((selector) => byAdvanced(selector, event)),
  ]);
}

const isManagement = ({ eventCategory }: EventFields): boolean => eventCategory === "Management";

const ranks: readonly Recorded[] = ["no", "maybe", "yes"];

const least = (all: readonly Recorded[]): Recorded =>
  ranks.find((rank) => all.includes(rank)) ?? "yes";

const most = (all: readonly Recorded[]): Recorded =>
  ranks.findLast((rank) => all.includes(rank)) ?? "no";

function byBasic(selector: Value, event: EventFields): Recorded {
  if (!isObject(selector)) return isUnknown(selector) ? "maybe" : "no";
  const type = selector["readWriteType"] ?? "All";
  const wanted = event["readOnly"] === "true" ? "ReadOnly" : "WriteOnly";
  return least([
    oneOf([type], (text) => text === "All" || text === wanted),
    isManagement(event) ? ofManagement(selector, event) : ofData(selector, event),
  ]);
}

function ofManagement(selector: Properties, event: EventFields): Recorded {
  const excluded = oneOf(
    listOf(selector["excludeManagementEventSources"]),
    (text) => text === event["eventSource"],
  );
  return least([
    oneOf([selector["includeManagementEvents"] ?? true], (text) => text === "true"),
    excluded === "maybe" ? "maybe" : excluded === "yes" ? "no" : "yes",
  ]);
}

// A basic selector names ARNs that begin the ARN of what is touched; `arn:aws:s3` means every bucket.
function ofData(selector: Properties, event: EventFields): Recorded {
  return most(
    listOf(selector["dataResources"]).map((resource): Recorded => {
      if (!isObject(resource)) return isUnknown(resource) ? "maybe" : "no";
      return least([
        oneOf([resource["type"] ?? ""], (text) => text === event["resources.type"]),
        oneOf(listOf(resource["values"]), (text) => begins(event, text)),
      ]);
    }),
  );
}

function byAdvanced(selector: Value, event: EventFields): Recorded {
  if (!isObject(selector)) return isUnknown(selector) ? "maybe" : "no";
  const { fieldSelectors } = selector;
  if (isUnknown(fieldSelectors)) return "maybe";
  return least(listOf(fieldSelectors).map((field) => byField(field, event)));
}

// A field that tells these events no further apart narrows what is recorded.
function byField(selector: Value, event: EventFields): Recorded {
  if (!isObject(selector)) return isUnknown(selector) ? "maybe" : "no";
  const { field } = selector;
  if (isUnknown(field)) return "maybe";
  const name = textOf(field);
  const value = event[name];
  if (value === undefined) return "no";
  return least(
    operators
      .filter(([operator]) => listOf(selector[operator]).length > 0)
      .map(([operator, test]) => {
        const found = oneOf(listOf(selector[operator]), (text) => test(value, text));
        if (!operator.startsWith("not") || found === "maybe") return found;
        return found === "yes" ? "no" : "yes";
      }),
  );
}

const begins = (event: EventFields, text: string): boolean =>
  startsAlike(event["resources.ARN"] ?? "", text);

// Region and account of what the stack declares are not always known; an empty part stands for any.
function startsAlike(value: string, text: string): boolean {
  const parts = value.split(":");
  const given = text.split(":");
  return given.every((part, index) => {
    const own = parts[index] ?? "";
    if (own === "" && index > 0 && index < 5) return true;
    const isLast = index === given.length - 1;
    return isLast ? parts.slice(index).join(":").startsWith(part) : own === part;
  });
}

const sameAlike = (value: string, text: string): boolean =>
  startsAlike(value, text) && value.split(":").at(-1) === text.split(":").at(-1);

const operators: readonly (readonly [string, (value: string, text: string) => boolean])[] = [
  ["equals", sameAlike],
  ["startsWiths", startsAlike],
  ["endsWiths", (value, text) => value.endsWith(text)],
  ["notEquals", sameAlike],
  ["notStartsWiths", startsAlike],
  ["notEndsWiths", (value, text) => value.endsWith(text)],
];

function oneOf(values: readonly Value[], test: (text: string) => boolean): Recorded {
  return most(
    values.map((value) => (isUnknown(value) ? "maybe" : test(textOf(value)) ? "yes" : "no")),
  );
}
