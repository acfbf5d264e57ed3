import { catalogueDate } from "../../../../policy-pack/iam/catalogue";
import { catalogueAge } from "../../../../policy-pack/rules/iam/catalogue-age";
import { allow } from "../../../support/policy-pack/documents";
import { resource } from "../../../support/policy-pack/resources";
import { ruleCases, today } from "../../../support/policy-pack/rule-cases";

const age = (Date.parse(today) - Date.parse(catalogueDate)) / 86_400_000;
const limitedTo = (catalogueMaxAgeDays: number) => ({
  rules: { [catalogueAge.id]: { params: { catalogueMaxAgeDays } } },
});

export const catalogueAgeCases = ruleCases(catalogueAge, [
  {
    requirement: "POL-118",
    title: "a catalogue of this year",
    resources: allow({}),
    verdict: "pass",
  },
  {
    title: "a catalogue as old as allowed",
    resources: allow({}),
    configuration: limitedTo(age),
    verdict: "pass",
  },
  {
    requirement: "POL-118",
    title: "a catalogue one day older than allowed",
    resources: allow({}),
    configuration: limitedTo(age - 1),
    verdict: "fail",
    level: "advisory",
    count: 1,
    path: "",
    message: new RegExp(
      `^The action catalogue is of ${catalogueDate}, ${String(age)} days ago\\.$`,
    ),
  },
  {
    title: "an old catalogue for a stack without documents",
    resources: [resource("aws:ec2/vpc:Vpc", {})],
    configuration: limitedTo(age - 1),
    verdict: "pass",
  },
]);
