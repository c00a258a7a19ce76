"""unknot"""
