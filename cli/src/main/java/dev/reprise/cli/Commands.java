package dev.reprise.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The tree of commands that the parser works with. */
final class Commands {

  private static final String VERSION = version();

  /** Picocli's own looks for Groovy in all jars of the class path, at every start. */
  private static final IFactory INSTANCES = Commands::newInstance;

  private Commands() {}

  /** All commands, for help, completion and the manual page. */
  static CommandLine all() {
    CommandLine root = root();
    table().forEach((name, command) -> root.addSubcommand(name, subcommand(name, command.get())));
    return root;
  }

  /** Only the command that is called by name, because describing all of them takes its time. */
  static CommandLine forArguments(String... args) {
    Supplier<CliCommand> command = args.length == 0 ? null : table().get(args[0]);
    if (command == null) {
      return all();
    }
    CommandLine root = root();
    root.addSubcommand(args[0], subcommand(args[0], command.get()));
    return root;
  }

  private static SequencedMap<String, Supplier<CliCommand>> table() {
    SequencedMap<String, Supplier<CliCommand>> table = new LinkedHashMap<>();
    table.put("run", RunCommand::new);
    table.put("verify", VerifyCommand::new);
    table.put("strace", StraceCommand::new);
    table.put("doctor", DoctorCommand::new);
    table.put("syscalls", SyscallsCommand::new);
    table.put("completion", CompletionCommand::new);
    table.put("man", ManCommand::new);
    table.put("help", HelpCommand::new);
    return table;
  }

  private static CommandLine root() {
    CommandSpec spec =
        CommandSpec.wrapWithoutInspection(null, INSTANCES)
            .name("reprise")
            .version("reprise " + VERSION);
    spec.addOption(
        OptionSpec.builder("--version")
            .versionHelp(true)
            .description("print the version and exit")
            .build());
    addHelp(spec);
    spec.usageMessage()
        .description("Runs unmodified Linux programs so that every run gives the same result.")
        .synopsisSubcommandLabel("COMMAND")
        .commandListHeading("%nCommands:%n");
    Help.examples(spec, "reprise run -- date", "reprise verify -- make -j4", "reprise help run");
    Help.exitCodes(spec, ExitCodes.TABLE);
    return configured(spec);
  }

  private static CommandLine subcommand(String name, CliCommand command) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(command, INSTANCES).name(name);
    addHelp(spec);
    command.describe(spec);
    List<Options> groups = command.options();
    groups.forEach(group -> group.specs().forEach(spec::addOption));
    Help.options(spec, groups);
    return configured(spec);
  }

  private static void addHelp(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("print this help and exit")
            .build());
    spec.usageMessage().sortOptions(false).abbreviateSynopsis(true).width(100);
  }

  static CommandLine configured(CommandSpec spec) {
    // An argument that begins with @ belongs to the program and names no file of ours.
    spec.parser().overwrittenOptionsAllowed(true);
    return new CommandLine(spec, INSTANCES).setExpandAtFiles(false);
  }

  /** All that picocli asks for, as no class is annotated: the list of a program's words. */
  private static <K> K newInstance(Class<K> type) throws ReflectiveOperationException {
    return type == List.class
        ? type.cast(new ArrayList<>())
        : type.getDeclaredConstructor().newInstance();
  }

  private static String version() {
    String version = Commands.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}
