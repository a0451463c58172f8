import { isPlainName, type FolderFiles } from '../folder-files';
import { command, paragraphs, type WrittenDockerfile } from '../written-dockerfile';

const IMAGES = 'mcr.microsoft.com/dotnet';
const USUAL_VERSION = '10.0';
/** The images' own user `app`. https://learn.microsoft.com/dotnet/core/compatibility/containers/8.0/app-user */
const APP_USER = 1654;
/** Since .NET 8. https://learn.microsoft.com/dotnet/core/compatibility/containers/8.0/aspnet-port */
const PORT = 8080;

/** An app on .NET: the project for the web, or the only one. */
export function detectDotnet(files: FolderFiles): WrittenDockerfile | undefined {
  const projects = files.names.filter((name) => name.endsWith('.csproj') && isPlainName(name));
  const textOf = (name: string) => files.text(name) ?? '';
  const isTest = (name: string) => /Microsoft\.NET\.Test\.Sdk|IsTestProject/.test(textOf(name));
  const isWeb = (name: string) => textOf(name).includes('Microsoft.NET.Sdk.Web');
  const apps = projects.filter((name) => !isTest(name));
  const project = apps.find(isWeb) ?? (apps.length === 1 ? apps[0] : undefined);
  if (project === undefined) return undefined;
  const text = textOf(project);
  const version = /<TargetFramework>\s*net(\d{1,2}\.0)/.exec(text)?.[1] ?? USUAL_VERSION;
  const file = project.slice(project.lastIndexOf('/') + 1, -'.csproj'.length);
  const assembly = /<AssemblyName>\s*([\w.-]+)\s*</.exec(text)?.[1] ?? file;
  // What a project refers to has to be there before anything is restored.
  const isAlone = !text.includes('<ProjectReference') && !files.names.includes('Directory.Packages.props');
  const restore = isAlone ? [`COPY ${project} ./${folderOf(project)}`, `RUN dotnet restore ${project}`] : [];
  const dockerfile = paragraphs(
    [
      `FROM ${IMAGES}/sdk:${version} AS build`,
      ...['WORKDIR /src', ...restore, 'COPY . .'],
      `RUN dotnet publish ${project} --configuration Release --output /app -p:UseAppHost=false`,
    ],
    [
      `FROM ${IMAGES}/${isWeb(project) ? 'aspnet' : 'runtime'}:${version}`,
      ...['WORKDIR /app', 'COPY --from=build /app .'],
      // Before .NET 8 it was port 80, for which root is needed.
      ...[`ENV ASPNETCORE_URLS=http://+:${PORT}`, `EXPOSE ${PORT}`, `USER ${APP_USER}`],
      command('dotnet', `${assembly}.dll`),
    ],
  );
  return { language: '.NET', text: dockerfile, port: PORT, ignored: ['**/bin', '**/obj'] };
}

function folderOf(project: string): string {
  return project.slice(0, project.lastIndexOf('/') + 1);
}
