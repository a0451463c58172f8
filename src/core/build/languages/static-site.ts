import { isPlainName, type FolderFiles } from '../folder-files';
import { paragraphs, type WrittenDockerfile } from '../written-dockerfile';
import { installSteps, nodeImage } from './node';
import { readPackage } from './package-json';

/** Runs as user 101 and listens on port 8080. https://github.com/nginx/docker-nginx-unprivileged */
const NGINX = 'public.ecr.aws/nginx/nginx-unprivileged:stable-alpine';
const USER_OF_NGINX = 101;
const PORT = 8080;
const ROOT = '/usr/share/nginx/html';
/** Where people keep a site, or have it made. */
const FOLDERS = ['', 'public', 'site', '_site', 'www', 'dist', 'build', 'out', 'docs'];

/** What makes a site of sources, and into which folder. The first that a project depends on counts. */
const SITE_BUILDERS: Readonly<Record<string, string>> = {
  'react-scripts': 'build',
  '@vue/cli-service': 'dist',
  '@docusaurus/core': 'build',
  gatsby: 'public',
  '@11ty/eleventy': '_site',
  vitepress: '.vitepress/dist',
  astro: 'dist',
  parcel: 'dist',
  vite: 'dist',
};
/** Its server makes the pages. */
const SERVED = [
  'next',
  'nuxt',
  '@sveltejs/kit',
  '@remix-run/node',
  '@react-router/node',
  'express',
  'fastify',
];
/** Servers of development alone. */
const DEVELOPMENT_START =
  /^(?:vite|react-scripts|vue-cli-service|astro|parcel|gatsby|docusaurus|eleventy|npx|npm run)\b/;

/** A site that a project's build makes, such as that of Vite. */
export function detectBuiltSite(files: FolderFiles): WrittenDockerfile | undefined {
  const manifest = readPackage(files);
  if (manifest?.scripts.build === undefined) return undefined;
  const { dependencies, scripts } = manifest;
  const isServed =
    dependencies.some((name) => SERVED.includes(name)) ||
    (scripts.start !== undefined && !DEVELOPMENT_START.test(scripts.start));
  const builder = Object.keys(SITE_BUILDERS).find((name) => dependencies.includes(name));
  if (isServed || builder === undefined) return undefined;
  const { install } = installSteps(files, manifest);
  const text = paragraphs(
    [`FROM ${nodeImage(files, manifest)} AS build`, ...install, 'COPY . .', 'RUN npm run build'],
    [
      `FROM ${NGINX}`,
      // Pages that only the script in the first one knows.
      `RUN sed -i 's|index  index.html index.htm;|try_files $uri $uri/ /index.html;|' /etc/nginx/conf.d/default.conf`,
      `COPY --from=build /app/${SITE_BUILDERS[builder]} ${ROOT}`,
      ...served(),
    ],
  );
  return { language: 'Node.js, served by nginx', text, port: PORT, ignored: ['**/node_modules', 'coverage'] };
}

/** Files that are served as they are. */
export function detectStaticSite({ names }: FolderFiles): WrittenDockerfile | undefined {
  const folder = FOLDERS.find((each) => names.includes(each === '' ? 'index.html' : `${each}/index.html`));
  if (folder === undefined || !isPlainName(folder || 'x')) return undefined;
  const text = paragraphs([`FROM ${NGINX}`, `COPY ${folder || '.'} ${ROOT}`, ...served()]);
  return { language: 'nginx', text, port: PORT, ignored: ['**/node_modules'] };
}

function served(): readonly string[] {
  return [`EXPOSE ${PORT}`, `USER ${USER_OF_NGINX}`];
}
