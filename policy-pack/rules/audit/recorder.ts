import { about, undecidable, violated } from "../../engine/observations";
import type { Observation, StackObservation, StackResource, StackRule } from "../../engine/rule";
import { textAt } from "../../engine/settings";
import { read } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

const recorderType = "aws:cfg/recorder:Recorder";
const statusType = "aws:cfg/recorderStatus:RecorderStatus";

/** Configuration recorders record every type of resource. */
export const recorder: StackRule = {
  id: "audit/recorder",
  title: "Configuration recorders run, and record every type",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [recorderType, statusType],
  why: "What no recorder records may change without a trace, and rules that judge its configuration see nothing.",
  fix: "Set recordingGroup.allSupported to true.",
  decides:
    "Each recorder records every supported type, and no status stops one. A list of exclusions is noted only, as is a stack none of whose recorders records users, groups, roles and policies of IAM.",
  cannotDecide:
    "What recorders of other Regions and stacks record, and whether a recorder without a status was ever started.",
  frameworks: { ...familyFrameworks.audit, nist80053: ["CM-3", "CM-6(1)", "CM-8", "CM-8(2)"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: "recordingGroup: { allSupported: true, includeGlobalResourceTypes: true }",
    fail: 'recordingGroup: { allSupported: false, resourceTypes: ["AWS::EC2::Instance"] }',
  },
  check: (stack) => {
    const recorders = stack.ofType(recorderType);
    const stopped = stack.ofType(statusType).flatMap((each) => about(each, judgeStatus(each)));
    const partial = recorders.flatMap((each) => about(each, judgeTypes(each)));
    return [...stopped, ...(partial.length > 0 ? partial : judgeGlobal(recorders))];
  },
};

function judgeStatus({ properties }: StackResource): readonly Observation[] {
  const isEnabled = textAt(read(properties, "isEnabled"));
  const fix = "Set isEnabled to true.";
  if (isEnabled === undefined) {
    return [undecidable("/isEnabled", "Whether the recorder runs is unknown.", fix)];
  }
  return isEnabled === "true" ? [] : [violated("/isEnabled", "The recorder is stopped.", fix)];
}

const textOfGroup = ({ properties }: StackResource, ...path: readonly (string | number)[]) =>
  textAt(read(properties, "recordingGroup", ...path));

// Without a recording group AWS records every type but those of IAM.
function judgeTypes(each: StackResource): readonly Observation[] {
  const all = textOfGroup(each, "allSupported");
  const path = "/recordingGroup/allSupported";
  if (all === undefined) return [undecidable(path, "Which types are recorded is unknown.")];
  if (all !== "false") return [];
  const strategy = textOfGroup(each, "recordingStrategies", 0, "useOnly");
  if (strategy === undefined) return [undecidable(path, "Which types are recorded is unknown.")];
  return strategy === "EXCLUSION_BY_RESOURCE_TYPES"
    ? [{ ...violated(path, "Types that are excluded are not recorded."), level: "advisory" }]
    : [violated(path, "Types that are not listed are not recorded.")];
}

// One recorder is enough: IAM is the same in every Region.
function judgeGlobal(recorders: readonly StackResource[]): readonly StackObservation[] {
  const [first] = recorders;
  const answers = recorders.map((each) => textOfGroup(each, "includeGlobalResourceTypes"));
  if (first === undefined || answers.includes("true")) return [];
  const path = "/recordingGroup/includeGlobalResourceTypes";
  const fix = "Set recordingGroup.includeGlobalResourceTypes to true in one Region.";
  const observation = answers.includes(undefined)
    ? undecidable(path, "Whether users, roles and policies of IAM are recorded is unknown.", fix)
    : violated(path, "Users, roles and policies of IAM are not recorded here.", fix);
  return about(first, [{ ...observation, level: "advisory" }]);
}
