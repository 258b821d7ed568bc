"""Measurements that report and never judge. Run them as modules: ``python -m benchmarks.bench_ingest FOLDER``."""
