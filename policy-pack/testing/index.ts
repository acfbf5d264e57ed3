export { type JudgeOptions, TestPack, type TestPackOptions, type TestViolation } from "./pack";
export { type TestResource, type TestResourceOptions, TestStack } from "./stack";
export { secret, unknown } from "./values";
