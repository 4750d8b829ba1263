//! Threads, channels, locks and scoped threads of the standard library.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::sync::{Arc, Barrier, Condvar, Mutex, RwLock};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

fn main() {
    let start = Instant::now();
    let (sender, receiver) = mpsc::sync_channel(2);
    for n in 0..4 {
        let sender = sender.clone();
        thread::spawn(move || {
            for i in 0..10 {
                sender.send((n, i)).unwrap();
                if i % 3 == 0 {
                    thread::sleep(Duration::from_micros(100 * n));
                }
            }
        });
    }
    drop(sender);
    println!("received {:?}", receiver.iter().collect::<Vec<_>>());

    let racy = AtomicUsize::new(0);
    let locked = Mutex::new(Vec::new());
    let table = RwLock::new(HashMap::new());
    let barrier = Barrier::new(4);
    thread::scope(|scope| {
        for n in 0..4 {
            let (racy, locked, table, barrier) = (&racy, &locked, &table, &barrier);
            scope.spawn(move || {
                for i in 0..200 {
                    let seen = racy.load(Ordering::SeqCst);
                    if i % 50 == 0 {
                        thread::yield_now();
                    }
                    racy.store(seen + 1, Ordering::SeqCst);
                }
                let leader = barrier.wait().is_leader();
                locked.lock().unwrap().push((n, leader));
                table.write().unwrap().insert(n, thread::current().id());
            });
        }
    });
    println!("racy {} locked {:?}", racy.into_inner(), locked.into_inner().unwrap());
    println!("table {:?}", table.into_inner().unwrap());

    let pair = Arc::new((Mutex::new(false), Condvar::new()));
    let other = Arc::clone(&pair);
    let waker = thread::spawn(move || {
        thread::sleep(Duration::from_millis(20));
        *other.0.lock().unwrap() = true;
        other.1.notify_one();
    });
    let guard = pair.0.lock().unwrap();
    let (guard, timeout) = pair
        .1
        .wait_timeout_while(guard, Duration::from_secs(10), |ready| !*ready)
        .unwrap();
    println!("condition {} {}", *guard, timeout.timed_out());
    drop(guard);
    waker.join().unwrap();

    let set: HashSet<_> = (0..20).collect();
    println!("set {:?}", set);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    println!("now {:?} elapsed {:?}", now, start.elapsed());
    println!("cpus {:?} pid {}", thread::available_parallelism(), std::process::id());
}
