/** Whether a composite alarm is raised, by the names of the alarms that are. */
export type AlarmRule = (raised: ReadonlySet<string>) => boolean;

const tokens = /\s*(?:(ALARM)\s*\(\s*"?([^")\s]+)"?\s*\)|(\(|\))|(AND|OR|NOT|TRUE|FALSE)\b)/y;

interface Token {
  readonly word: string;
  readonly alarm: string;
}

/**
 * Reads the rule of a composite alarm ("PutCompositeAlarm", `AlarmRule`), of which the estate uses ALARM, AND, OR and NOT.
 * @throws {SyntaxError} for anything else.
 */
export function compileAlarmRule(rule: string): AlarmRule {
  const left = tokensOf(rule);
  const compiled = either(left);
  if (left.length > 0) throw new SyntaxError(`${left[0]?.word ?? ""} is too much in ${rule}`);
  return compiled;
}

function tokensOf(rule: string): Token[] {
  const found: Token[] = [];
  tokens.lastIndex = 0;
  while (rule.slice(tokens.lastIndex).trim() !== "") {
    const at = tokens.lastIndex;
    const [, alarmWord, alarm = "", bracket, word] = tokens.exec(rule) ?? [];
    const kind = alarmWord ?? bracket ?? word;
    if (kind === undefined) throw new SyntaxError(`no alarm rule: ${rule.slice(at)}`);
    found.push({ word: kind, alarm });
  }
  return found;
}

function either(left: Token[]): AlarmRule {
  const parts = [both(left)];
  while (left[0]?.word === "OR") {
    left.shift();
    parts.push(both(left));
  }
  return (raised) => parts.some((part) => part(raised));
}

function both(left: Token[]): AlarmRule {
  const parts = [one(left)];
  while (left[0]?.word === "AND") {
    left.shift();
    parts.push(one(left));
  }
  return (raised) => parts.every((part) => part(raised));
}

function one(left: Token[]): AlarmRule {
  const token = left.shift();
  const constant = constants[token?.word ?? ""];
  if (constant !== undefined) return () => constant;
  switch (token?.word) {
    case "ALARM":
      return (raised) => raised.has(token.alarm);
    case "NOT": {
      const negated = one(left);
      return (raised) => !negated(raised);
    }
    case "(":
      return bracketed(left);
    default:
      throw new SyntaxError(`${token?.word ?? "the end"} stands where an alarm should`);
  }
}

const constants: Readonly<Record<string, boolean>> = { TRUE: true, FALSE: false };

function bracketed(left: Token[]): AlarmRule {
  const inner = either(left);
  if (left.shift()?.word !== ")") throw new SyntaxError("a bracket is not closed");
  return inner;
}
