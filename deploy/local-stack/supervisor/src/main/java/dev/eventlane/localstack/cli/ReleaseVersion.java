package dev.eventlane.localstack.cli;

import picocli.CommandLine.IVersionProvider;

/** Tells the version that the build wrote into the jar. */
final class ReleaseVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = ReleaseVersion.class.getPackage().getImplementationVersion();
        return new String[] {"eventlane " + (version == null ? "(unpackaged)" : version)};
    }
}
