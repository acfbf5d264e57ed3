import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import type { PlanContext } from "../../../plan/context";
import { planEstate } from "../../../plan/estate";
import { planPeopleRoles } from "../../../plan/identity/people";
import { allDetections } from "../../../plan/monitoring/catalogue";
import { alertClasses } from "../../../plan/monitoring/patterns/pattern";
import { productionRunbooks, runbookPages } from "../../../tools/docs/runbooks";
import { stackContext } from "../../../tools/stack-context";
import { everybody } from "../../plan/examples";
import { planContext } from "../../support/context";
import { blocksOf, commandsOf, unknownTo } from "./runbooks/commands";

const root = path.resolve(__dirname, "../../..");
const context = stackContext(root, "prod");
const plan = planEstate(context.config, context.environment);
const pages = runbookPages(context);
const commands = Object.entries(pages).flatMap(([file, page]) => commandsOf(file, page));

const withContacts = (
  contacts: Partial<PlanContext["config"]["incidentResponse"]>,
): PlanContext => ({
  ...context,
  config: {
    ...context.config,
    incidentResponse: { ...context.config.incidentResponse, ...contacts },
  },
});

/** Every text that a plan holds, by itself. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

describe("runbookPages", () => {
  it("has a runbook for every alert class, and one for detection itself", () => {
    for (const alertClass of [...alertClasses, "operations"]) {
      assert.ok(`${alertClass}.md` in pages, alertClass);
      assert.ok(pages["README.md"]?.includes(`(${alertClass}.md)`), alertClass);
    }
  });

  it("lists every detection in exactly one runbook", () => {
    for (const detection of allDetections(plan)) {
      const name = detection.kind === "event-rule" ? detection.ruleName : detection.alarmName;
      const inTable = Object.keys(pages).filter(
        (file) => file !== "workflow.md" && pages[file]?.includes(`\n| \`${name}\` |`),
      );
      assert.deepEqual(inTable, [`${detection.alertClass}.md`], name);
    }
  });

  it("stays short enough to be read at night", () => {
    for (const [file, page] of Object.entries(pages)) {
      assert.ok(page.split("\n").length <= 150, file);
    }
  });

  it("refers to no page that there is not", () => {
    for (const [file, page] of Object.entries(pages)) {
      for (const [, link = ""] of page.matchAll(/\]\(([^)]+)\)/g)) {
        assert.ok(link in pages || link === "../incident-response.md", `${file}: ${link}`);
      }
    }
  });

  it("names in commands nothing but what the plan holds", () => {
    const texts = new Set(textsOf(plan));
    const blocks = Object.values(pages).flatMap(blocksOf);
    const names = blocks.flatMap((block) =>
      [
        ...block.matchAll(
          /arn:aws:[\w:/.-]+|(?<![\w:/-])\/?agent-runtime[/-]prod[\w/.-]*|(?<=s3:\/\/)[\w.-]+/g,
        ),
      ].map(([name]) => name),
    );
    assert.ok(names.length > 50);
    for (const name of names) {
      const isKnown = name.endsWith("-")
        ? [...texts].some((text) => text.startsWith(name))
        : texts.has(name);
      assert.ok(isKnown, name);
    }
  });

  it("gives only commands and options that AWS's own clients know", async () => {
    assert.ok(commands.length > 60);
    for (const command of commands.filter(({ service }) => service !== "s3")) {
      assert.equal(await unknownTo(command), undefined, command.file);
    }
  });

  it("notices a command and an option that AWS's clients do not know", async () => {
    const [command = assert.fail()] = commands.filter(
      ({ operation }) => operation === "start-query",
    );
    assert.ok(await unknownTo({ ...command, operation: "begin-query" }));
    assert.ok(await unknownTo({ ...command, options: [...command.options, "log-group"] }));
  });

  it("asks of readers and responders nothing that their roles do not allow", () => {
    const { people } = planContext(everybody).config.identity;
    const identity = { ...context.config.identity, people };
    const roles = planPeopleRoles({ ...context, config: { ...context.config, identity } });
    const allowed = new Set(
      roles.flatMap(({ policy }) => policy?.Statement ?? []).flatMap(({ Action }) => Action),
    );
    const theirs = commands.filter(
      ({ file, isAdministrators }) =>
        !isAdministrators && !["by-hand.md", "subscriptions.md"].includes(file),
    );
    assert.ok(theirs.length > 30);
    for (const { file, service, operation } of theirs) {
      if (operation === "get-caller-identity") continue;
      assert.ok(allowed.has(actionOf(service, operation)), `${file}: ${service} ${operation}`);
    }
  });

  it("writes commands that bash can read", () => {
    for (const block of Object.values(pages).flatMap(blocksOf)) {
      execFileSync("bash", ["-n"], { input: block, stdio: ["pipe", "ignore", "pipe"] });
    }
  });

  it("takes contacts from configuration, and no other", () => {
    const contacts = {
      securityEmail: "night@example.org",
      escalationEmail: "day@example.org",
      phone: "+15555550199",
    };
    const changed = Object.values(runbookPages(withContacts(contacts))).join("\n");
    for (const contact of Object.values(contacts)) assert.ok(changed.includes(`\`${contact}\``));
    assert.ok(!changed.includes("barnabus"));
    assert.ok(!changed.includes("SECURITY\n"));
    assert.match(changed, /\| sms \| `\+15555550199` \|/);
  });

  it("LOG-89 says of a number without SMS that people dial it", () => {
    const page = pages["subscriptions.md"] ?? "";
    assert.match(page, /`\+1-555-SECURITY` is no E\.164 number/);
    assert.doesNotMatch(page, /\| sms \|/);
    assert.match(page, /PendingConfirmation/);
  });

  it("lets no telephone contact break a page", () => {
    const shape = (phone: string) =>
      Object.values(runbookPages(withContacts({ phone }))).map((page) => [
        page.split("\n").length,
        tableLines(page).map((line) => line.replaceAll("\\|", "").split("|").length),
      ]);
    const expected = shape("1-800-FLOWERS");
    const phone = fc
      .array(fc.constantFrom("`", "|", "\n", "#", "a", "<", " ", "]("), {
        minLength: 1,
        maxLength: 9,
      })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(phone, (text) => {
        assert.deepEqual(shape(text), expected);
      }),
      { numRuns: 20 },
    );
  });
});

const tableLines = (page: string) => page.split("\n").filter((line) => line.startsWith("|"));

const actionOf = (service: string, operation: string): string => {
  if (service === "s3") return operation === "ls" ? "s3:ListBucket" : "s3:GetObject";
  const words = operation
    .split("-")
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
  return `${service === "stepfunctions" ? "states" : service}:${words.join("")}`;
};

describe("productionRunbooks", () => {
  it("leaves no page behind that is generated no more", () => {
    assert.deepEqual(
      readdirSync(path.join(root, "docs/runbooks")).sort(),
      Object.keys(productionRunbooks())
        .map((file) => path.basename(file))
        .sort(),
    );
  });
});
