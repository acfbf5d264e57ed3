/** A JSON Schema, as data. */
type JsonSchema = Readonly<Record<string, unknown>>;

/** An object all of whose members are required, and that has no others. */
const closedObject = (
  description: string,
  properties: Readonly<Record<string, JsonSchema>>,
): JsonSchema => ({
  description,
  type: "object",
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

/** A list. */
const listOf = (description: string, items: JsonSchema): JsonSchema => ({
  description,
  type: "array",
  items,
});

const text = (description: string): JsonSchema => ({ description, type: "string" });
const count = (description: string): JsonSchema => ({ description, type: "integer", minimum: 0 });
const day = (description: string): JsonSchema => ({ description, type: "string", format: "date" });
const choice = (description: string, ...values: readonly string[]): JsonSchema => ({
  description,
  type: "string",
  enum: values,
});
const orNull = (schema: JsonSchema): JsonSchema => {
  const { description, ...rest } = schema;
  return { description, anyOf: [rest, { type: "null" }] };
};
const texts = (description: string): JsonSchema => listOf(description, { type: "string" });

const severity = choice("How bad a violation is.", "low", "medium", "high", "critical");
const level = choice("Whether a violation stops a deployment.", "advisory", "mandatory");

const frameworks = closedObject("Controls the rule supports.", {
  nist80053: texts("NIST SP 800-53 revision 5."),
  nist800207: listOf("Tenets of NIST SP 800-207.", { type: "integer", minimum: 1, maximum: 7 }),
  pciDss: texts("PCI DSS 4.0 requirements."),
  cis: texts("CIS AWS Foundations Benchmark 7.0, by topic."),
});

const waiverTerms = {
  reason: text("Why the finding is accepted."),
  owner: text("Who answers for it."),
  ticket: text("Where it is tracked."),
  approver: text("Who allowed it."),
  expires: day("Last day."),
};

const finding = closedObject("A finding.", {
  rule: text("Rule."),
  type: text("Type of the resource; empty when it is about the pack itself."),
  level,
  severity,
  verdict: choice("Whether the rule is violated, or could not be decided.", "fail", "undecided"),
  path: text("JSON pointer of the property."),
  semanticPath: text("The path with names instead of list indexes; what a waiver names."),
  value: text("The offending value, redacted; what a waiver names."),
  message: text("What was found, in one sentence."),
  why: text("Why it matters."),
  fix: text("What to do."),
  evidence: listOf(
    "Other places that support it.",
    closedObject("A place.", {
      urn: text("Resource."),
      path: text("JSON pointer of the property."),
    }),
  ),
  fingerprint: text("Identifies it across stacks, runs and reordering."),
  urn: orNull(text("Resource; null when it is about the pack itself.")),
  source: orNull(
    closedObject("Where in the program the resource is declared, if its component says so.", {
      file: text("File."),
      line: { description: "Line, from 1.", type: "number" },
    }),
  ),
  waiver: orNull(closedObject("The waiver that hides it.", waiverTerms)),
  blocks: {
    description: "Whether it stops a deployment; a waived finding does not.",
    type: "boolean",
  },
  frameworks,
});

const rule = closedObject("A rule that was run.", {
  id: text("Id."),
  title: text("The rule in one line."),
  severity,
  level,
  onUndecided: choice("What undecided does.", "fail", "warn", "defer"),
  why: text("Why it matters."),
  fix: text("What to do."),
  decides: text("What it decides."),
  cannotDecide: text("What it cannot decide."),
  frameworks,
});

const standard = closedObject("How far rules cover a standard.", {
  title: text("Name of the standard."),
  version: text("Version of the standard."),
  covered: listOf(
    "Controls that at least one rule supports.",
    closedObject("A control.", { control: text("Id."), rules: texts("Rules.") }),
  ),
  gaps: texts("Controls that no rule supports."),
});

/** What the JSON report looks like. */
export const reportSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Policy report",
  ...closedObject("Everything one judgement of a stack says.", {
    version: { description: "Version of this form.", const: 1 },
    pack: closedObject("The pack that judged.", { name: text("Name."), version: text("Version.") }),
    stack: closedObject("The stack that was judged.", {
      project: text("Project."),
      name: text("Stack."),
    }),
    date: day("Day of judging."),
    profile: choice("Profile in force.", "baseline", "strict"),
    outcome: choice("Whether anything stops a deployment.", "passed", "failed"),
    summary: closedObject("Findings by what they do.", {
      blocking: count("Findings that stop a deployment."),
      advisory: count("Findings that do not, and are not waived."),
      undecided: count("Undecided findings among both."),
      waived: count("Findings that a waiver hides."),
    }),
    coverage: closedObject("What was looked at.", {
      seen: count("Resources of the stack."),
      judged: count("Resources that a rule for their type looked at."),
      notCovered: count("Resources that matter and that no rule for their type looks at."),
      notApplicable: count("Resources that hold, grant, carry and run nothing."),
      rulesRun: count("Rules that had a resource to look at."),
    }),
    catalogueDate: orNull(day("Day of the catalogue of IAM actions.")),
    selfTest: choice("Whether the pack understands the SDK it ran in.", "passed", "failed"),
    fallbacks: texts("What is used instead of the first choice."),
    deviations: listOf(
      "Settings that differ from the profile.",
      closedObject("A setting.", {
        path: text("Where in the configuration, as a JSON pointer."),
        value: { description: "What is set." },
        reason: text("Reason given; may be empty."),
      }),
    ),
    rules: listOf("Rules in force.", rule),
    findings: listOf("Findings, waived ones included.", finding),
    waivers: listOf(
      "Waivers in force.",
      closedObject("A waiver, and the finding that it hides.", {
        rule: text("Rule."),
        urn: text("Resource."),
        path: text("Semantic path of the finding."),
        value: text("Value of the finding."),
        fingerprint: text("Fingerprint of the finding."),
        ...waiverTerms,
      }),
    ),
    acceptances: listOf(
      "Wildcards that no rule reports.",
      closedObject("A wildcard that is accepted.", {
        urn: text("Resource."),
        path: text("JSON pointer."),
        value: text("What is there."),
        reason: text("Why it is accepted."),
      }),
    ),
    publicEdges: listOf(
      "Declared paths from the Internet.",
      closedObject("A path.", {
        id: text("Id."),
        from: text("Where it starts."),
        to: text("Where it ends."),
        traffic: text("Traffic it is for."),
      }),
    ),
    matrices: listOf(
      "Tables of verdicts on pairs.",
      closedObject("A table.", {
        title: text("What a cell says of its row and its column."),
        columns: texts("Names of the columns."),
        rows: listOf(
          "Rows.",
          closedObject("A row.", { name: text("Name."), cells: texts("One for each column.") }),
        ),
      }),
    ),
    frameworks: closedObject("Map from rules to controls, and the gaps.", {
      version: text("Version of the map."),
      date: day("Day of the map's last review."),
      standards: listOf("Standards.", standard),
    }),
  }),
};
