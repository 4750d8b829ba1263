# Interpreter threads with shared data, a queue and semaphores.
use strict;
use warnings;
use threads;
use threads::shared;
use Thread::Queue;
use Thread::Semaphore;
use Time::HiRes qw(sleep time);

my $queue = Thread::Queue->new;
my @log : shared;
my $racy : shared = 0;
my $permits = Thread::Semaphore->new(2);

my @threads = map {
    my $n = $_;
    threads->create(sub {
        while (defined(my $item = $queue->dequeue)) {
            $permits->down;
            sleep(rand() / 200);
            { lock(@log); push @log, "$n:$item"; }
            $permits->up;
            for (1 .. 20) { my $seen = $racy; threads->yield; $racy = $seen + 1; }
        }
        return threads->tid;
    });
} 1 .. 3;
$queue->enqueue($_) for 1 .. 15;
$queue->enqueue((undef) x 3);
print join(",", map { $_->join } @threads), "\n", join(" ", @log), "\n$racy\n";
my %hash = map { $_ => 1 } "a" .. "j";
print join(",", keys %hash), " ", rand(), " ", time(), "\n";
