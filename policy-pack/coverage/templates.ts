/** What an opaque resource creates, and by which properties. */
export interface Template {
  /** What it is, for messages. */
  readonly noun: string;
  /** Properties that hold or name what is created; the first that is given is reported. */
  readonly properties: readonly string[];
}

/**
 * Resources that create others which neither the program nor the pack sees: what they create is known to
 * AWS, or to code that runs during the deployment. Properties as in @pulumi/aws 7.48.
 */
const templates: ReadonlyMap<string, Template> = new Map([
  [
    "aws:cloudformation/stack:Stack",
    { noun: "A CloudFormation template", properties: ["templateBody", "templateUrl"] },
  ],
  [
    "aws:cloudformation/stackSet:StackSet",
    { noun: "A CloudFormation template", properties: ["templateBody", "templateUrl"] },
  ],
  [
    "aws:cloudcontrol/resource:Resource",
    { noun: "A Cloud Control resource", properties: ["desiredState"] },
  ],
  [
    "aws:serverlessrepository/cloudFormationStack:CloudFormationStack",
    { noun: "A published application", properties: ["applicationId"] },
  ],
  [
    "aws:servicecatalog/product:Product",
    { noun: "A product's template", properties: ["provisioningArtifactParameters"] },
  ],
  [
    "aws:servicecatalog/provisioningArtifact:ProvisioningArtifact",
    { noun: "A product's template", properties: ["templateUrl", "templatePhysicalId"] },
  ],
  [
    "aws:servicecatalog/provisionedProduct:ProvisionedProduct",
    { noun: "A product", properties: ["productId", "productName"] },
  ],
  [
    "aws:cfg/conformancePack:ConformancePack",
    { noun: "A conformance pack", properties: ["templateBody", "templateS3Uri"] },
  ],
  [
    "aws:cfg/organizationConformancePack:OrganizationConformancePack",
    { noun: "A conformance pack", properties: ["templateBody", "templateS3Uri"] },
  ],
]);

const dynamic: Template = { noun: "A dynamic resource", properties: ["__provider"] };

/** What a type creates unseen; undefined when it creates itself alone. */
export function templateOf(type: string): Template | undefined {
  return /^pulumi-[a-z]+:dynamic[:/]/.test(type) ? dynamic : templates.get(type);
}
