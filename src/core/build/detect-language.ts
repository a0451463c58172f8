import type { FolderFiles } from './folder-files';
import { detectDotnet } from './languages/dotnet';
import { detectGo } from './languages/go';
import { detectGradle, detectMaven } from './languages/java';
import { detectNode } from './languages/node';
import { detectPython } from './languages/python';
import { detectBuiltSite, detectStaticSite } from './languages/static-site';
import type { WrittenDockerfile } from './written-dockerfile';

/** Languages that others use for their assets come later: a `package.json` is in many projects. */
const LANGUAGES: readonly ((files: FolderFiles) => WrittenDockerfile | undefined)[] = [
  detectGo,
  detectMaven,
  detectGradle,
  detectDotnet,
  detectPython,
  detectBuiltSite,
  detectNode,
  detectStaticSite,
];

/** A Dockerfile for each language that a folder is written in, the likeliest first. */
export function dockerfilesFor(files: FolderFiles): readonly WrittenDockerfile[] {
  return LANGUAGES.flatMap((detect) => detect(files) ?? []);
}
